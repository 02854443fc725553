import type { Party } from '@interlude/shared/booking/booking-status';
import { bookableSpan, type WindowTerms } from '@interlude/shared/booking/booking-window';
import type { OverrideRule } from '@interlude/shared/booking/override-rules';
import type { Span } from '@interlude/shared/slots/slot-question';

// Staff are bound by hours and conflicts, not by the guest's notice and window; this only bounds the search.
const staffHorizonMs = 730 * 86_400_000;

export interface Bounds {
  /** First and last start, both inclusive, epoch milliseconds. */
  readonly earliestAt: number;
  readonly latestAt: number;
  readonly now: number;
  /** The zone in which days of people's own notice count; null when their notice does not bind. */
  readonly noticeZone: string | null;
  readonly lifted?: readonly OverrideRule[];
}

export interface StartBounds extends Bounds {
  /** First and last start, both inclusive, that keep order, gaps and days; absent for what is no part. */
  readonly beside?: Span;
}

/** Of any booking or group session, and of a move to any start. */
export function staffBounds(now: number): Bounds {
  return { earliestAt: now, latestAt: now + staffHorizonMs, now, noticeZone: null };
}

export function boundsFor(row: WindowTerms, party: Party, now: number): Bounds {
  if (party === 'staff') return staffBounds(now);
  const { earliestAt, endsAt } = bookableSpan(row, now);
  return { earliestAt, latestAt: endsAt - 1, now, noticeZone: row.zone };
}
