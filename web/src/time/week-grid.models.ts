import { dateText, dayNumber, weekdayOf } from '@interlude/shared/time/local-date';

/** Days of the grid are local dates, `YYYY-MM-DD`. Weekdays: 1 = Monday … 7 = Sunday. */
export interface GridShape {
  readonly firstWeekday: number;
  /** How many weeks one page has. */
  readonly weeks: number;
  readonly rtl: boolean;
}

/** The weeks of a whole page; a strip of days has one. */
export const pageWeeks = 5;

type PageShape = Pick<GridShape, 'firstWeekday' | 'weeks'>;

export function shiftedDate(date: string, days: number): string {
  return dateText(dayNumber(date) + days);
}

/** The date that begins the week of another. */
export function weekStart(date: string, firstWeekday: number): string {
  return shiftedDate(date, -((weekdayOf(dayNumber(date)) - firstWeekday + 7) % 7));
}

/** The seven dates of the week that holds a date. */
export function weekOf(date: string, firstWeekday: number): string[] {
  const start = weekStart(date, firstWeekday);
  return Array.from({ length: 7 }, (_, i) => shiftedDate(start, i));
}

/** The date that begins the page of another; pages are counted from the week of `from`. */
export function pageStart(date: string, from: string, { firstWeekday, weeks }: PageShape): string {
  const first = weekStart(from, firstWeekday);
  const days = weeks * 7;
  return shiftedDate(first, Math.floor((dayNumber(date) - dayNumber(first)) / days) * days);
}

/** The weeks of a page, none of which begins after the last date. */
export function weeksOf(start: string, to: string, { firstWeekday, weeks }: PageShape): string[][] {
  const starts = Array.from({ length: weeks }, (_, i) => shiftedDate(start, i * 7)).filter((date) => date <= to);
  return starts.map((date) => weekOf(date, firstWeekday));
}

/**
 * The date a key leads to from another, or null when the key is none of the grid's: arrows by day and week, Home and
 * End to the edges of the week, Page keys by page. Right-to-left mirrors left and right. (ARIA Authoring Practices)
 */
export function dateAfterKey(date: string, key: string, { firstWeekday, weeks, rtl }: GridShape): string | null {
  const forward = rtl ? -1 : 1;
  const start = weekStart(date, firstWeekday);
  const dates: Readonly<Record<string, string>> = {
    ArrowRight: shiftedDate(date, forward),
    ArrowLeft: shiftedDate(date, -forward),
    ArrowDown: shiftedDate(date, 7),
    ArrowUp: shiftedDate(date, -7),
    Home: start,
    End: shiftedDate(start, 6),
    PageDown: shiftedDate(date, weeks * 7),
    PageUp: shiftedDate(date, weeks * -7),
  };
  return dates[key] ?? null;
}

/** The date itself when it lies within the bounds, else the nearer bound. */
export function clampedDate(date: string, from: string, to: string): string {
  if (date < from) return from;
  return date > to ? to : date;
}

/** How strongly a day is shaded by its number of times, 0 to 3. */
export function shadeOf(count: number): number {
  if (count === 0) return 0;
  if (count <= 3) return 1;
  return count <= 8 ? 2 : 3;
}

/** The same as strokes, 0 to 4, since a shade must not stand alone. */
export function ticksOf(count: number): number {
  return Math.min(4, Math.ceil(count / 4));
}
