import type { InterviewView } from '@interlude/shared/schemas/views';

/** Where a booked meeting is in its time: long before, about to begin, under way, or past its end. */
export type Live = 'ahead' | 'soon' | 'running' | 'over';

const soonMs = 15 * 60_000;

/** `now` is server time, epoch milliseconds. Staff may begin a meeting early; it then runs until its planned end. */
export function liveOf(
  { status, startsAt, endsAt }: Pick<InterviewView, 'status' | 'startsAt' | 'endsAt'>,
  now: number,
): Live {
  if (startsAt === null || endsAt === null) return 'ahead';
  if (now >= Date.parse(endsAt)) return 'over';
  if (status === 'in_progress' || now >= Date.parse(startsAt)) return 'running';
  return now >= Date.parse(startsAt) - soonMs ? 'soon' : 'ahead';
}
