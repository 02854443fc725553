import { dateText, dayNumber, minuteOf, weekdayOf } from './local-date.ts';
import { aheadMs, clockOf, lookUpName, readWall, stretchAt, windowBegin, windowEnd } from './zone-clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A reading of the wall clock: `date` is `YYYY-MM-DD`, `time` is `HH:mm`. */
export interface WallTime {
  date: string;
  time: string;
}

export interface LocalTime extends WallTime {
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
  minuteOfDay: number;
}

/** Hours of one local date on the wall clock; `to` may be `24:00`. */
export interface TimeRange {
  from: string;
  to: string;
}

/** Half-open span of instants in which someone works, epoch milliseconds. */
export interface WorkWindow {
  from: number;
  to: number;
}

/** Whether the portal accepts this zone name. Aliases are accepted; bare offsets, `EST` and the like are not. */
export function isZone(name: string): boolean {
  return lookUpName(name) !== null;
}

/**
 * The current name of a zone (`Asia/Calcutta` → `Asia/Kolkata`), or null when the name is refused.
 * A name that stands for a place of its own in the IANA list by country stays itself, even where it shares its clock.
 */
export function canonicalZone(name: string): string | null {
  return lookUpName(name);
}

/** Minutes the zone's clock is ahead of UTC. Throws UnknownZoneError, BeyondZoneTableError. */
export function offsetAt(zone: string, atMs: number): number {
  return aheadMs(clockOf(zone), atMs) / MINUTE_MS;
}

/** The offsets in force over [fromMs, toMs): the first entry begins at `fromMs`, each further one at a change of clocks. */
export function offsetsOver(zone: string, fromMs: number, toMs: number): { from: number; minutes: number }[] {
  const clock = clockOf(zone);
  const first = stretchAt(clock, fromMs);
  const last = stretchAt(clock, Math.max(fromMs, toMs - 1));
  return clock.minutes
    .slice(first, last + 1)
    .map((minutes, i) => ({ from: i === 0 ? fromMs : (clock.starts[first + i] ?? fromMs), minutes }));
}

/**
 * Every instant at which the zone's clock shows this reading, in order: none when clocks skip it, two when they repeat
 * it. Throws RangeError when date or time is malformed, UnknownZoneError, BeyondZoneTableError.
 */
export function instantsOf(zone: string, wall: WallTime): number[] {
  const { first, last, gapAt } = readWall(
    clockOf(zone),
    dayNumber(wall.date) * DAY_MS + minuteOf(wall.time) * MINUTE_MS,
  );
  if (gapAt !== null) return [];
  return first === last ? [first] : [first, last];
}

/** What the zone's clock and calendar show at an instant (whole minutes; seconds are dropped). */
export function localOf(zone: string, atMs: number): LocalTime {
  const wallMs = atMs + aheadMs(clockOf(zone), atMs);
  const day = Math.floor(wallMs / DAY_MS);
  const minuteOfDay = Math.floor((wallMs - day * DAY_MS) / MINUTE_MS);
  const time = `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
  return { date: dateText(day), time, weekday: weekdayOf(day), minuteOfDay };
}

/** The first instant that exists of a local date; not 00:00 where clocks skip midnight (Cairo, 2026-04-24). */
export function startOfLocalDay(zone: string, date: string): number {
  return windowBegin(clockOf(zone), dayNumber(date), 0);
}

/**
 * The spans of instants behind the hours of one local date, sorted, with touching ones merged.
 * An end that clocks skip moves to the change. Hours that reach into a repeated hour begin at its first and end at its
 * last occurrence, so both are offered; `24:00` is the end of the date. Ranges left empty are dropped.
 */
export function windowsOf(zone: string, date: string, ranges: readonly TimeRange[]): WorkWindow[] {
  const clock = clockOf(zone);
  const day = dayNumber(date);
  const windows: WorkWindow[] = [];
  for (const range of ranges) {
    const from = windowBegin(clock, day, minuteOf(range.from));
    const to = windowEnd(clock, day, minuteOf(range.to));
    if (minuteOf(range.from) < minuteOf(range.to) && from < to) windows.push({ from, to });
  }
  return mergeWindows(windows);
}

/** Sorts windows and joins those that touch or overlap. */
function mergeWindows(windows: readonly WorkWindow[]): WorkWindow[] {
  const merged: WorkWindow[] = [];
  for (const next of windows.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else merged.push({ ...next });
  }
  return merged;
}

/** The date `n` calendar days later, earlier when negative. */
export function addDays(date: string, n: number): string {
  return dateText(dayNumber(date) + n);
}

/** ISO 8601 week: it belongs to the year that holds its Thursday. */
export function isoWeekOf(date: string): { year: number; week: number } {
  const day = dayNumber(date);
  const thursday = day - weekdayOf(day) + 4;
  const year = Number(dateText(thursday).slice(0, 4));
  return { year, week: Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1 };
}
