import { localOf } from '../time/time-zone.ts';
import { type Arrangement, daysFrom, startsAfter } from './arrangement.ts';
import type { Crew } from './crew.ts';

/** One part with everything that may be tried for it. */
export interface Stage {
  readonly index: number;
  readonly durationMs: number;
  /** Every start its own question allows, in order. */
  readonly starts: readonly number[];
  readonly wanted: number | null;
  readonly crew: Crew | null;
}

/** The parts on the dates that one date of the first part allows; what cannot be part of a chain is left out. */
export interface Room {
  readonly arrangement: Arrangement;
  readonly stages: readonly Stage[];
  /** Whether two parts need people of the same pool, so that they may stand in each other's way. */
  readonly competes: boolean;
  /** Who is in the pools of the parts after each one. */
  readonly wantedLater: readonly ReadonlySet<string>[];
}

/** One room for each date on which the first part may begin; together they hold every choice. */
export function* roomsOf(arrangement: Arrangement, stages: readonly Stage[]): Generator<Room> {
  const dates = new Set((stages[0]?.starts ?? []).map((at) => localOf(arrangement.zone, at).date));
  const pools = stages.map(({ crew }) => new Set(crew?.members.keys()));
  const wantedLater = pools.map((_, n) => new Set(pools.slice(n + 1).flatMap((pool) => [...pool])));
  const competes = pools.some((pool, n) => [...pool].some((personId) => wantedLater[n]?.has(personId)));
  for (const date of dates) {
    const { from, to } = daysFrom(arrangement, date);
    const firstDay = daysFrom({ ...arrangement, withinDays: 1 }, date);
    const within = stages.map((stage, n) => {
      const end = n === 0 ? firstDay.to : to;
      return { ...stage, starts: stage.starts.filter((at) => at >= from && at < end) };
    });
    const chained = inChains(arrangement, within);
    if (chained !== null) yield { arrangement, stages: chained, competes, wantedLater };
  }
}

type Narrowed = Omit<Stage, 'starts'> & { starts: readonly number[] };

/** Only the starts with another part before and after them within the gaps, all the way; null when there are none. */
function inChains(arrangement: Arrangement, stages: readonly Stage[]): Stage[] | null {
  const kept: Narrowed[] = stages.map((stage) => ({ ...stage }));
  for (const [n, stage] of kept.entries()) {
    const before = kept[n - 1];
    if (before === undefined) continue;
    const { from, to } = startsAfter(arrangement, { index: before.index, endsAt: 0 }, stage.index);
    const gap = { from: from + before.durationMs, to: to + before.durationMs };
    stage.starts = stage.starts.filter((at) => hasWithin(before.starts, at - gap.to, at - gap.from));
  }
  for (let n = kept.length - 2; n >= 0; n--) {
    const [stage, after] = [kept[n], kept[n + 1]];
    if (stage === undefined || after === undefined) continue;
    const { from, to } = startsAfter(arrangement, { index: stage.index, endsAt: stage.durationMs }, after.index);
    stage.starts = stage.starts.filter((at) => hasWithin(after.starts, at + from, at + to));
  }
  return kept.some(({ starts }) => starts.length === 0) ? null : kept;
}

function hasWithin(sorted: readonly number[], from: number, to: number): boolean {
  const at = sorted[firstFrom(sorted, from)];
  return at !== undefined && at <= to;
}

export function firstFrom(sorted: readonly number[], from: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
