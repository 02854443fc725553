import { refuse } from '../../runtime/refused.ts';
import type { Change, CommandContext } from '../change.ts';
import type { Command } from '../command.ts';
import { isAppointment, isBooking } from '../row/booking-kind.ts';
import type { AppointmentRow, BookingRow } from '../row/booking-row.ts';
import { promisedInZone } from './clock.ts';

export type Preferences = Partial<Pick<AppointmentRow, 'zone' | 'locale' | 'hourCycle' | 'reminderBefore'>>;

export function savePreferences(preferences: Preferences): Command<BookingRow> {
  return {
    name: 'savePreferences',
    takes: isBooking,
    decide: (_, row, context) => judgePreferences(row, context, preferences),
  };
}

/** Zone, language and clock of this interview; what is planned follows, what was sent is not repeated. */
function judgePreferences(row: BookingRow, { now }: CommandContext, preferences: Preferences): Change {
  const { status } = row;
  if (preferences.reminderBefore !== undefined && !isAppointment(row)) {
    refuse({ code: 'status_forbids', status, action: 'setReminder', allowed: [] });
  }
  const detail = { zone: preferences.zone ?? null, locale: preferences.locale ?? null };
  // Saying the same again changes nothing, so it must not cost a reminder that is about to go out.
  const isNewWish =
    isAppointment(row) && preferences.reminderBefore !== undefined && preferences.reminderBefore !== row.reminderBefore;
  const set = {
    ...preferences,
    ...(isNewWish ? { reminderWishedAt: new Date(now) } : {}),
    ...promisedInZone(row, preferences.zone),
  };
  return { action: 'setPreferences', detail, set, raisesVersion: false };
}
