import { dateText, dayNumber, weekdayOf } from '@interlude/shared/time/local-date';

/** Days of the grid are local dates, `YYYY-MM-DD`; a month is `YYYY-MM`. Weekdays: 1 = Monday … 7 = Sunday. */
export type GridSpan = 'month' | 'week';

export interface GridKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

export interface GridShape {
  readonly firstWeekday: number;
  readonly span: GridSpan;
  readonly rtl: boolean;
}

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function shiftedDate(date: string, days: number): string {
  return dateText(dayNumber(date) + days);
}

/** The same day so many months later; the 31st becomes the last day of a shorter month. */
export function shiftedMonth(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12;
  const lastDay = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(targetYear, targetMonth, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

export function lastDateOf(month: string): string {
  return shiftedDate(shiftedMonth(`${month}-01`, 1), -1);
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

/** The weeks of a month; days of its neighbours are null. */
export function weeksOf(month: string, firstWeekday: number): (string | null)[][] {
  const last = lastDateOf(month);
  const weeks: (string | null)[][] = [];
  for (let day = weekStart(`${month}-01`, firstWeekday); day <= last; day = shiftedDate(day, 7)) {
    weeks.push(weekOf(day, firstWeekday).map((date) => (monthOf(date) === month ? date : null)));
  }
  return weeks;
}

/**
 * The date a key leads to from another, or null when the key is none of the grid's: arrows by day and week, Home and
 * End to the edges of the week, Page keys by month (by week in a strip of days), with Shift by year. Right-to-left
 * mirrors left and right. (ARIA Authoring Practices, date grid)
 */
export function dateAfterKey(date: string, { key, shiftKey }: GridKey, shape: GridShape): string | null {
  const forward = shape.rtl ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return shiftedDate(date, forward);
    case 'ArrowLeft':
      return shiftedDate(date, -forward);
    case 'ArrowDown':
      return shiftedDate(date, 7);
    case 'ArrowUp':
      return shiftedDate(date, -7);
    case 'Home':
      return weekStart(date, shape.firstWeekday);
    case 'End':
      return shiftedDate(weekStart(date, shape.firstWeekday), 6);
    case 'PageDown':
      return pageOf(date, 1, shiftKey, shape.span);
    case 'PageUp':
      return pageOf(date, -1, shiftKey, shape.span);
    default:
      return null;
  }
}

function pageOf(date: string, sign: 1 | -1, byYear: boolean, span: GridSpan): string {
  if (span === 'week' && !byYear) return shiftedDate(date, sign * 7);
  return shiftedMonth(date, sign * (byYear ? 12 : 1));
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
