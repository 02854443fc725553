import type { AssignmentFacts } from '../slots/assignment.ts';
import { startProblem } from '../slots/free-slots.ts';
import type { SlotQuestion } from '../slots/slot-question.ts';
import type { Chain } from './arranged-starts.ts';
import { questionsInTurn } from './questions-in-turn.ts';

const minute = 60_000;
const day = 86_400_000;
// Meetings further apart share neither a week with its cap nor a buffer.
const reachMs = 8 * day;

/** What counts for the choice of people at a start, epoch milliseconds. */
export type FactsAt = (startsAt: number) => AssignmentFacts;

/**
 * The question of each time of a series at its start, sorted, so narrowed that choosing people time by time ends well:
 * whoever an earlier time takes is busy and nearer to their caps in the later ones. Null when two overlap, or when no
 * people can be found for all of them together.
 */
export function seriesInTurn(asked: SlotQuestion, starts: readonly number[], factsAt: FactsAt): SlotQuestion[] | null {
  const durationMs = asked.durationMinutes * minute;
  if (starts.some((at, n) => n > 0 && at < (starts[n - 1] ?? 0) + durationMs)) return null;
  const inTurn = questionsInTurn(chainOf(asked, starts), (n) => factsAt(starts[n] ?? 0));
  return inTurn === null ? null : inTurn.flatMap((question) => question ?? []);
}

/**
 * Which of these starts, sorted, can be had: one that can be booked by itself and together with all earlier ones that
 * can. So those that are true can be booked as one series.
 */
export function freeTogether(asked: SlotQuestion, starts: readonly number[], factsAt: FactsAt): boolean[] {
  const alone = starts.map((at) => startProblem(asked, at) === null);
  const all = starts.filter((_, n) => alone[n]);
  if (seriesInTurn(asked, all, factsAt) !== null) return alone;
  const kept: number[] = [];
  return starts.map((at, n) => {
    const fits = alone[n] === true && isFreeBeside(asked, at, { kept, factsAt });
    if (fits) kept.push(at);
    return fits;
  });
}

/** Whether a start that is free by itself can be had beside the others of a series. */
export function isFreeBeside(
  asked: SlotQuestion,
  startsAt: number,
  { kept, factsAt }: { readonly kept: readonly number[]; readonly factsAt: FactsAt },
): boolean {
  return seriesInTurn(asked, near([...kept, startsAt], startsAt), factsAt) !== null;
}

/** The starts that can affect the one at `startsAt`, directly or through others; sorted, with itself included. */
function near(starts: readonly number[], startsAt: number): number[] {
  const sorted = [...starts].sort((one, other) => one - other);
  const at = sorted.indexOf(startsAt);
  let [first, last] = [at, at];
  while (first > 0 && (sorted[first] ?? 0) - (sorted[first - 1] ?? 0) <= reachMs) first--;
  while (last < sorted.length - 1 && (sorted[last + 1] ?? 0) - (sorted[last] ?? 0) <= reachMs) last++;
  return sorted.slice(first, last + 1);
}

/** A series is a chain of parts that may lie as far apart as they do. */
function chainOf(asked: SlotQuestion, starts: readonly number[]): Chain {
  const { durationMinutes, gridZone: zone } = asked;
  const withinDays = 2 + Math.ceil(((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / day);
  return {
    arrangement: { gapMinutes: { min: 0, max: null }, withinDays, zone },
    parts: starts.map((startsAt, index) => {
      // The question allows that start alone, which makes it quick to answer.
      return { index, durationMinutes, asked: { ...asked, earliestAt: startsAt, latestAt: startsAt }, startsAt };
    }),
  };
}
