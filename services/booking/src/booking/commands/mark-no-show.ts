import { calledOffId } from '@interlude/shared/booking/agenda';
import type { Notice } from '@interlude/shared/booking/agenda-facts';
import { bookableSpan } from '@interlude/shared/booking/booking-window';
import { moved } from '@interlude/shared/time/instant';
import {
  accessEndsAt,
  type Change,
  type CommandContext,
  candidateOf,
  instantDetail,
  interviewersOf,
  lastToldOf,
  nextStatus,
  notice,
} from '../change.ts';
import type { Command } from '../command.ts';
import { blankSchedule } from '../row/blank-booking.ts';
import { isAppointment, isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { clockSettled } from './clock.ts';
import { freed } from './freed-time.ts';

export function markNoShow(absent: 'candidate' | 'interviewer'): Command<BookingRow> {
  return { name: 'markNoShow', takes: isBooking, decide: (_, row, context) => judgeNoShow(row, context, absent) };
}

/** Somebody did not come. An interviewer's absence is not the candidate's: they choose another time. */
function judgeNoShow(row: BookingRow, context: CommandContext, absent: 'candidate' | 'interviewer'): Change {
  const { now } = context;
  const status = nextStatus(row, 'markNoShow', context);
  if (absent === 'interviewer') return reopened(row, context);
  return {
    action: 'markNoShow',
    detail: { absent },
    set: { status, noShow: absent },
    notices: [
      notice('no_show', `no_show@${row.scheduleRev}`, [candidateOf(row)], { now, scheduleRev: row.scheduleRev }),
      ...calledOff(row, now),
    ],
    raisesVersion: true,
    ...freed(row, true),
  };
}

// A meeting that was begun early and missed still lies ahead in the calendars of the people who were to come.
function calledOff(row: BookingRow, now: number): Notice[] {
  const { startsAt, scheduleRev, people } = row;
  if (startsAt === null || startsAt.getTime() <= now || people.length === 0) return [];
  const told = notice('cancelled', calledOffId(scheduleRev), interviewersOf(people), { now, scheduleRev });
  return [{ ...told, lastTold: lastToldOf(row, people) }];
}

// The same link, open as long as a new invitation's; the changes that were used up stay used up.
function reopened(row: BookingRow, context: CommandContext): Change {
  const { now } = context;
  const status = nextStatus(row, 'reopen', context);
  const anew = moved(now, row.policy.invitationValidFor, row.zone, 1);
  // A client chooses anew with the page open; a candidate who was let down has to read a mail first.
  const bookBy = isAppointment(row) ? Math.max(anew, bookableSpan(row, now).endsAt) : anew;
  const rev = row.link.rev + 1;
  const scheduleRev = row.scheduleRev + 1;
  const exp = Math.max(row.access.exp, accessEndsAt(row, bookBy));
  return {
    action: 'markNoShow',
    detail: { absent: 'interviewer', startsAt: instantDetail(row.startsAt), bookBy: instantDetail(bookBy) },
    set: {
      ...blankSchedule,
      // The other parts are booked or over, and its session takes place without them: it is arranged by itself.
      part: undefined,
      placeIn: undefined,
      status,
      noShow: 'interviewer',
      scheduleRev,
      formerStartsAt: row.startsAt,
      ...clockSettled,
      link: { rev, issuedAt: new Date(now), bookBy: new Date(bookBy) },
      access: { ...row.access, exp },
    },
    notices: [
      notice('interviewer_missed', `interviewer_missed@l${rev}`, [candidateOf(row)], { now, scheduleRev }),
      ...calledOff(row, now),
    ],
    raisesVersion: true,
    ...freed(row, false),
  };
}
