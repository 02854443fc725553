import { type CandidateBrowser, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import type { InterviewView, SeriesSlotsView } from '@interlude/shared/schemas/views';
import type { AppointmentRow } from '../src/booking/row/booking-row.ts';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import type { TestPortal } from './portal.ts';

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '12:00' }));
const zone = 'Europe/Berlin';

/** An instant of 2027 at this time of day in UTC. */
export const at = (date: string, time = '09:00') => `2027-${date}T${time}:00Z`;
export const mondays = [at('02-08'), at('02-15'), at('02-22')];
export const weekly = (count: number) => ({ freq: 'WEEKLY', interval: 1, count });

/** The times of a recurrence, as its client in Berlin is shown them. */
export async function timesOf({ browser, interviewId }: CandidateBrowser, startsAt: string, rule: object) {
  return await browser.ask<SeriesSlotsView>('candidate.seriesSlots', { interviewId, startsAt, rule, zone });
}

export async function bookAll(
  { browser, interviewId }: CandidateBrowser,
  starts: readonly string[],
  more: object = {},
) {
  const rule = weekly(Math.max(2, starts.length));
  const input = { interviewId, starts, rule, zone, idempotencyKey: intentKey(), ...more };
  return await browser.call<InterviewView>('candidate.bookSeries', input);
}

/** What tests of series ask and do; the portal is started later than this is called. */
export function seriesTools(portal: () => TestPortal) {
  /** At work on weekday mornings. */
  const somebody = (more: object = {}) => portal().addInterviewer({ zone: 'UTC', weekly: weekdays, ...more });
  const rowsOf = async ({ interviewId }: CandidateBrowser) =>
    await portal()
      .collection<AppointmentRow>('bookings')
      .find({ 'series.seriesId': interviewId })
      .sort({ 'series.index': 1 })
      .toArray();
  const activeOf = async (starts: readonly string[], personId: string) =>
    await portal()
      .collection<ReservationRow>('reservations')
      .countDocuments({
        people: personId as never,
        active: true,
        startsAt: { $in: starts.map((start) => new Date(start)) },
      });

  /** Hourly starts, and twelve times at once. */
  async function serviceOf(people: readonly string[], more: object = {}): Promise<NewService> {
    const reschedule = { cutoff: 'PT0S', limit: 5, warnAt: 4 };
    const policy = { minimumNotice: 'PT0S', bookingWindowDays: 90, reschedule };
    return await portal().addService(people, {
      stepMinutes: 60,
      zone: 'UTC',
      policy,
      series: { mostTimes: 12 },
      ...more,
    });
  }

  return { somebody, rowsOf, activeOf, serviceOf };
}
