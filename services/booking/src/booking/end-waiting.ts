import type { BookingRow } from './row/booking-row.ts';
import type { ScheduledChange, ScheduledRow } from './row/scheduled-row.ts';

type Waits = Pick<ScheduledRow, '_id'> & Pick<BookingRow, 'waitlist'>;

/** Adds the end of the waiting to what a command writes, once there is nothing left to book. */
export function withEndOfWaiting(row: Waits, set: ScheduledChange): ScheduledChange {
  const isLeaving = set.status !== undefined && set.status !== 'invited';
  return row.waitlist && isLeaving ? { ...set, waitlist: null } : set;
}

/** The offer that a change brings to its end, or null. Its time is given back in the same transaction. */
export function endedOffer(row: Waits, after: Waits): string | null {
  const offer = row.waitlist?.offer;
  return offer && after.waitlist?.offer?.id !== offer.id ? offer.id : null;
}
