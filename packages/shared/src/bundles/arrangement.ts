import type { Span } from '../slots/slot-question.ts';
import { addDays, localOf, startOfLocalDay } from '../time/time-zone.ts';

const minute = 60_000;

/** How the parts of one invitation lie to each other; pinned when it is sent. */
export interface Arrangement {
  /** From the end of a part to the start of the next one; a `max` of null leaves it open. */
  readonly gapMinutes: { readonly min: number; readonly max: number | null };
  /** On how many consecutive local dates all parts begin; 1 means the same day. */
  readonly withinDays: number;
  /** Whose dates are counted: the candidate's zone when the invitation was sent. */
  readonly zone: string;
}

/** A part at a time. `index` is its place in the invitation, from 0; instants are epoch milliseconds. */
export interface PartTime {
  readonly index: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * First and last instant, both inclusive, at which a later part may begin after an earlier one. Only neighbours of the
 * invitation know a longest gap: between others a part was called off.
 */
export function startsAfter(
  { gapMinutes: { min, max } }: Arrangement,
  earlier: Pick<PartTime, 'index' | 'endsAt'>,
  index: number,
): Span {
  const isNext = index === earlier.index + 1;
  const to = max === null || !isNext ? Number.POSITIVE_INFINITY : earlier.endsAt + max * minute;
  return { from: earlier.endsAt + min * minute, to };
}

/** The instants of the dates on which the other parts may begin when the first one begins on this date; half-open. */
export function daysFrom({ withinDays, zone }: Arrangement, date: string): Span {
  return { from: startOfLocalDay(zone, date), to: startOfLocalDay(zone, addDays(date, withinDays)) };
}

/**
 * First and last instant, both inclusive, at which one part may begin while the others stay where they are; `from` is
 * after `to` when there is none. Everything an arrangement asks of one part is one stretch of time.
 */
export function startsBeside(
  arrangement: Arrangement,
  others: readonly PartTime[],
  part: { readonly index: number; readonly durationMinutes: number },
): Span {
  const { withinDays, zone } = arrangement;
  const durationMs = part.durationMinutes * minute;
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const other of others) {
    if (other.index < part.index) {
      const after = startsAfter(arrangement, other, part.index);
      from = Math.max(from, after.from);
      to = Math.min(to, after.to);
    } else {
      const before = startsAfter(arrangement, { index: part.index, endsAt: 0 }, other.index);
      from = Math.max(from, other.startsAt - before.to - durationMs);
      to = Math.min(to, other.startsAt - before.from - durationMs);
    }
    const { date } = localOf(zone, other.startsAt);
    from = Math.max(from, startOfLocalDay(zone, addDays(date, 1 - withinDays)));
    to = Math.min(to, startOfLocalDay(zone, addDays(date, withinDays)) - 1);
  }
  return { from, to };
}

/** Whether parts at these times, in the order of the invitation, keep order, gaps and days. */
export function isArranged(arrangement: Arrangement, parts: readonly PartTime[]): boolean {
  return parts.every((part, n) => {
    const durationMinutes = (part.endsAt - part.startsAt) / minute;
    const { from, to } = startsBeside(arrangement, parts.slice(0, n), { index: part.index, durationMinutes });
    return part.startsAt >= from && part.startsAt <= to;
  });
}

/**
 * Whether parts of these lengths, in order and each the shortest gap after the one before, all begin within the days
 * when the first one begins at midnight. Days count 24 hours: what only goes on a day of 25 is no promise to make.
 */
export function fitsDays(
  { gapMinutes, withinDays }: Pick<Arrangement, 'gapMinutes' | 'withinDays'>,
  durationsMinutes: readonly number[],
): boolean {
  const beforeLast = durationsMinutes.slice(0, -1);
  return beforeLast.reduce((sum, duration) => sum + duration + gapMinutes.min, 0) < withinDays * 1440;
}

/** Everything that decides about starts in a span: a choice that begins or ends outside of it may lie partly inside. */
export function reachOf({ withinDays, zone }: Arrangement, { from, to }: Span): Span {
  return {
    from: startOfLocalDay(zone, addDays(localOf(zone, from).date, 1 - withinDays)),
    to: startOfLocalDay(zone, addDays(localOf(zone, to - 1).date, withinDays)),
  };
}
