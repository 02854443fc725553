import type { SlotsView } from '@interlude/shared/schemas/views';
import { soonestStarts } from '@interlude/shared/slots/soonest-starts';
import { localDateAt, minuteOfDayAt, type OffsetStretch } from './zoned.models.ts';

export interface Slot {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Shown although it is gone: someone else was faster. */
  readonly isTaken: boolean;
  /** The clock shows this reading twice on this date, so the offset must be named. */
  readonly isRepeated: boolean;
}

export type DayPart = 'morning' | 'afternoon' | 'evening';
export const dayParts: readonly DayPart[] = ['morning', 'afternoon', 'evening'];

const noon = 12 * 60;
const fivePm = 17 * 60;

/** Instants by local date, each list in order. */
export function startsByDate(
  starts: readonly number[],
  offsets: readonly OffsetStretch[],
): ReadonlyMap<string, number[]> {
  const byDate = new Map<string, number[]>();
  for (const at of starts) {
    const date = localDateAt(offsets, at);
    const day = byDate.get(date);
    if (day) day.push(at);
    else byDate.set(date, [at]);
  }
  return byDate;
}

/** The slots of one day: the free ones and those just lost, in order. */
export function slotsOfDay(
  free: readonly number[],
  taken: readonly number[],
  offsets: readonly OffsetStretch[],
): Slot[] {
  const lost = taken.filter((at) => !free.includes(at));
  const all = [...free, ...lost].sort((one, other) => one - other);
  const readings = all.map((at) => minuteOfDayAt(offsets, at));
  return all.map((at, i) => ({
    at,
    isTaken: lost.includes(at),
    isRepeated: readings.indexOf(readings[i] ?? 0) !== readings.lastIndexOf(readings[i] ?? 0),
  }));
}

export function dayPartOf(at: number, offsets: readonly OffsetStretch[]): DayPart {
  const minute = minuteOfDayAt(offsets, at);
  if (minute < noon) return 'morning';
  return minute < fivePm ? 'afternoon' : 'evening';
}

/**
 * Of many starts of one day so many that stand for all: morning, afternoon and evening in turn, full hours before half
 * ones, every other one first.
 */
export function readableStarts(starts: readonly number[], offsets: readonly OffsetStretch[], most: number): number[] {
  if (starts.length <= most) return [...starts];
  const parts = dayParts.map((part) =>
    byRoundness(
      starts.filter((at) => dayPartOf(at, offsets) === part),
      offsets,
    ),
  );
  const inTurn = starts.flatMap((_, turn) => parts.flatMap((part) => part[turn] ?? []));
  return inTurn.slice(0, most).sort((one, other) => one - other);
}

function byRoundness(starts: readonly number[], offsets: readonly OffsetStretch[]): number[] {
  const ranks = [60, 30, 1].map((step) => starts.filter((at) => minuteOfDayAt(offsets, at) % step === 0));
  const apart = ranks.flatMap((all) => [0, 1].flatMap((rest) => all.filter((_, i) => i % 2 === rest)));
  return [...new Set(apart)];
}

/** The soonest times worth offering at once, as mails name them too. */
export function soonestOf(starts: readonly number[], offsets: readonly OffsetStretch[], count = 3): number[] {
  const placeOf = (at: number) => {
    const minuteOfDay = minuteOfDayAt(offsets, at);
    return { half: `${localDateAt(offsets, at)} ${minuteOfDay < noon ? 'am' : 'pm'}`, minuteOfDay };
  };
  return soonestStarts(starts, placeOf, count);
}

/** How many places each group session has left that takes place already, by its start. */
export function placesLeft(...answers: readonly (SlotsView | undefined)[]): Map<number, number> {
  const all = answers.flatMap((answer) => answer?.joinable ?? []);
  return new Map(all.map((one) => [Date.parse(one.startsAt), one.placesLeft]));
}
