import { dayNumber, minuteOf, weekdayOf } from '../time/local-date.ts';
import type { TimeRange } from '../time/time-zone.ts';
import { aheadMs, clockOf, stretchAt, windowBegin, windowEnd, type ZoneClock } from '../time/zone-clock.ts';
import { addCell, addRun, type CellSet, noCells, removeRun } from './cell-set.ts';
import { CELL_MS, largerBuffers, trackSpans } from './cells.ts';
import { fullPeriods } from './full-periods.ts';
import type { PersonRules, SlotQuestion } from './slot-question.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CELL_MINUTES = 5;
const DAY_CELLS = 1440 / CELL_MINUTES;

/** The cells a listing looks at: `first` counts 5-minute cells since the epoch. */
export interface CellRange {
  first: number;
  length: number;
}

interface MinuteRange {
  from: number;
  to: number;
}

/** The cells at which a meeting of the asked length may begin so that all of it lies within the person's hours. */
export function startsWithinHours(person: PersonRules, durationMinutes: number, range: CellRange): CellSet {
  const clock = clockOf(person.zone);
  const durationMs = durationMinutes * MINUTE_MS;
  const hoursOf = hoursByDay(person);
  const starts = noCells(range.length);
  const firstMs = range.first * CELL_MS;
  const lastEndMs = (range.first + range.length - 1) * CELL_MS + durationMs;
  const lastDay = localDay(clock, lastEndMs);
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const close = () => {
    const begin = Math.max(0, Math.ceil(from / CELL_MS) - range.first);
    const end = Math.min(range.length, Math.floor((to - durationMs) / CELL_MS) + 1 - range.first);
    addRun(starts, begin, end);
  };
  for (let day = localDay(clock, firstMs); day <= lastDay; day++) {
    for (const hours of hoursOf(day)) {
      const begin = windowBegin(clock, day, hours.from);
      const end = windowEnd(clock, day, hours.to);
      if (begin >= end) continue;
      // Hours that touch are one window, also across midnight, so a meeting may run from one into the other.
      if (begin <= to) to = Math.max(to, end);
      else {
        if (to > from) close();
        from = begin;
        to = end;
      }
    }
  }
  if (to > from) close();
  return starts;
}

/** Removes the starts that come sooner than the person's own notice allows. */
export function removeTooSoon(starts: CellSet, { earliestAt }: PersonRules, range: CellRange): void {
  if (earliestAt === undefined) return;
  removeRun(starts, 0, Math.min(range.length, Math.max(0, Math.ceil(earliestAt / CELL_MS) - range.first)));
}

/** Removes the starts that clash with what the person already has. */
export function removeBusy(starts: CellSet, person: PersonRules, q: SlotQuestion, range: CellRange): void {
  const { beforeMinutes, afterMinutes } = largerBuffers(q.buffers, person.buffers);
  const meeting = Math.ceil(q.durationMinutes / CELL_MINUTES);
  const meetingAndAfter = Math.ceil((q.durationMinutes + afterMinutes) / CELL_MINUTES);
  const before = Math.ceil(beforeMinutes / CELL_MINUTES);
  for (const busy of person.busy) {
    const taken = trackSpans(busy);
    // A start clashes where its own claim on a track would reach into one that exists.
    if (taken.beforeFrom < taken.beforeTo) {
      removeWithin(starts, range, taken.beforeFrom - meeting + 1, taken.beforeTo + before);
    }
    if (taken.afterFrom < taken.afterTo) {
      removeWithin(starts, range, taken.afterFrom - meetingAndAfter + 1, taken.afterTo);
    }
  }
}

/** Removes the starts that fall on a full day or week. */
export function removeFull(starts: CellSet, person: PersonRules, range: CellRange): void {
  for (const full of fullPeriods(person)) {
    removeWithin(starts, range, Math.ceil(full.from / CELL_MS), Math.ceil(full.to / CELL_MS));
  }
}

/** Which of a person's caps leave no seat for a start; that of the day first. */
export function fullCaps(person: PersonRules, startsAt: number): ('day_cap' | 'week_cap')[] {
  const isFull = (caps: PersonRules['caps']) => {
    return fullPeriods({ ...person, caps }).some(({ from, to }) => startsAt >= from && startsAt < to);
  };
  const { perDay, perWeek } = person.caps;
  return [
    ...(isFull({ perDay, perWeek: null }) ? (['day_cap'] as const) : []),
    ...(isFull({ perDay: null, perWeek }) ? (['week_cap'] as const) : []),
  ];
}

/** `from` and `to` count cells since the epoch. */
function removeWithin(starts: CellSet, range: CellRange, from: number, to: number): void {
  removeRun(starts, Math.max(0, from - range.first), Math.min(range.length, to - range.first));
}

/** Cells whose local minute of the day is a multiple of the step; the grid begins anew at every local midnight. */
export function gridCells(zone: string, stepMinutes: number, range: CellRange): CellSet {
  if (!(stepMinutes > 0 && stepMinutes % CELL_MINUTES === 0)) throw new RangeError(`no step: ${stepMinutes} minutes`);
  const clock = clockOf(zone);
  const cells = noCells(range.length);
  const end = range.first + range.length;
  let cell = range.first;
  while (cell < end) {
    const localFrom = cell + aheadMs(clock, cell * CELL_MS) / CELL_MS;
    const changeAt = clock.starts[stretchAt(clock, cell * CELL_MS) + 1] ?? Number.POSITIVE_INFINITY;
    const stretchEnd = Math.min(end, changeAt / CELL_MS);
    addGrid(cells, { localFrom, at: cell - range.first, length: stretchEnd - cell }, stepMinutes / CELL_MINUTES);
    cell = stretchEnd;
  }
  return cells;
}

/** `localFrom` is the first cell of the stretch counted on the local clock; `at` is its place in the range. */
function addGrid(cells: CellSet, stretch: { localFrom: number; at: number; length: number }, step: number): void {
  const { localFrom, at, length } = stretch;
  const localTo = localFrom + length;
  for (let midnight = localFrom - (localFrom % DAY_CELLS); midnight < localTo; midnight += DAY_CELLS) {
    const skipped = Math.max(0, Math.ceil((localFrom - midnight) / step));
    const end = Math.min(localTo, midnight + DAY_CELLS);
    for (let cell = midnight + skipped * step; cell < end; cell += step) addCell(cells, cell - localFrom + at);
  }
}

function localDay(clock: ZoneClock, atMs: number): number {
  return Math.floor((atMs + aheadMs(clock, atMs)) / DAY_MS);
}

/** Hours by day number, sorted by their beginning; an override replaces the whole day, then what recurs does. */
function hoursByDay(person: PersonRules): (day: number) => readonly MinuteRange[] {
  const weekly = Map.groupBy(person.weekly, (range) => range.weekday);
  const byWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) => sortedMinutes(weekly.get(weekday as 1) ?? []));
  const overrides = new Map<number, MinuteRange[]>();
  for (const { date, ranges } of person.overrides) overrides.set(dayNumber(date), sortedMinutes(ranges));
  const { replaced, added } = recurringByDay(person);
  return (day) => {
    const whole = overrides.get(day) ?? replaced.get(day);
    if (whole !== undefined) return whole;
    const weekdays = byWeekday[weekdayOf(day) - 1] ?? [];
    const more = added.get(day);
    return more === undefined ? weekdays : [...weekdays, ...more].sort((a, b) => a.from - b.from);
  };
}

/** The hours of several rules that fall on one day come together. */
function recurringByDay({ recurring = [] }: PersonRules) {
  const replaced = new Map<number, MinuteRange[]>();
  const added = new Map<number, MinuteRange[]>();
  for (const { days, ranges, effect } of recurring) {
    const hours = sortedMinutes(ranges);
    const byDay = effect === 'replaces' ? replaced : added;
    for (const day of days) {
      const known = byDay.get(day) ?? [];
      byDay.set(
        day,
        [...known, ...hours].sort((a, b) => a.from - b.from),
      );
    }
  }
  return { replaced, added };
}

function sortedMinutes(ranges: readonly TimeRange[]): MinuteRange[] {
  return ranges
    .map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
}
