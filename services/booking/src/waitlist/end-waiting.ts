import type { InterviewRow } from '../interviews/interview-row.ts';

/** What a command writes, and with it the end of the waiting when the interview is no longer to be booked. */
export function withEndOfWaiting(row: InterviewRow, set: Partial<InterviewRow>): Partial<InterviewRow> {
  const isLeaving = set.status !== undefined && set.status !== 'invited';
  return row.waitlist && isLeaving ? { ...set, waitlist: null } : set;
}

/** The offer that a change brings to its end, or null. Its time is given back in the same transaction. */
export function endedOffer(row: InterviewRow, after: InterviewRow): string | null {
  const offer = row.waitlist?.offer;
  return offer && after.waitlist?.offer?.id !== offer.id ? offer.id : null;
}
