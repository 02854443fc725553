import { type InterviewStatus, upcomingStatuses } from '../booking/booking-status.ts';

/** Where calling off a series begins: at the appointment asked for, or at the first that is still to come. */
export const seriesEnds = ['this_and_following', 'all'] as const;
export type SeriesEnd = (typeof seriesEnds)[number];

export interface SeriesMember {
  readonly id: string;
  readonly status: InterviewStatus;
  /** Epoch milliseconds. */
  readonly startsAt: number;
}

/**
 * The ids of what is called off, in the order given: of those that are still to come the one asked for and all that begin
 * after it, or every one. The one asked for is among them where it is the only one to refuse.
 */
export function calledOff(all: readonly SeriesMember[], askedId: string, from: SeriesEnd): string[] {
  const asked = all.find(({ id }) => id === askedId);
  if (asked === undefined) return [];
  const coming = all.filter(({ status }) => upcomingStatuses.includes(status));
  if (from === 'all') return coming.length > 0 ? coming.map(({ id }) => id) : [askedId];
  const after = coming.filter(({ id, startsAt }) => id !== askedId && startsAt > asked.startsAt);
  return [askedId, ...after.map(({ id }) => id)];
}
