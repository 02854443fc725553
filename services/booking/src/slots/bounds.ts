import { bookableSpan } from '@interlude/shared/booking-rules';
import type { Party } from '@interlude/shared/interview-status';
import type { InterviewRow } from '../interviews/interview-store.ts';

// Staff are bound by hours and conflicts, not by the candidate's notice and window; this only bounds the search.
const staffHorizonMs = 730 * 86_400_000;

/** Between which instants this party may choose a start now. */
export function boundsFor(row: Pick<InterviewRow, 'policy' | 'zone'>, party: Party, now: number) {
  if (party === 'staff') return { earliestAt: now, latestAt: now + staffHorizonMs, now };
  return { ...bookableSpan(row.policy, row.zone, now), now };
}
