import { parseDate, parseTime } from '@interlude/shared/time/local-date';

export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** `09:00–12:00, 13:00–17:00`, as it is read and typed. */
export function rangesText(ranges: readonly TimeRange[]): string {
  return ranges.map(({ from, to }) => `${from}–${to}`).join(', ');
}

/** What somebody typed as hours of a day; empty text is no hours, null what cannot be read or ends before it begins. */
export function rangesFrom(text: string): TimeRange[] | null {
  if (text.trim() === '') return [];
  const ranges = text.split(',').map((part) => {
    const [from = '', to = '', ...more] = part.split(/[–-]/).map((time) => padded(time.trim()));
    const isRange = more.length === 0 && (parseTime(from) ?? 1440) < (parseTime(to) ?? 0);
    return isRange ? { from, to } : null;
  });
  return ranges.every((range) => range !== null) ? ranges : null;
}

// Nine o'clock is often typed as `9` or `9:30`.
function padded(time: string): string {
  const [hours = '', minutes = '00'] = time.split(':');
  return `${hours.padStart(2, '0')}:${minutes}`;
}

export interface DateHours {
  readonly date: string;
  readonly ranges: readonly TimeRange[];
}

/** One date a line, `2027-03-01 09:00–12:00`; a date alone is a day off. */
export function overridesText(overrides: readonly DateHours[]): string {
  return overrides.map(({ date, ranges }) => `${date} ${rangesText(ranges)}`.trim()).join('\n');
}

/** The dates somebody typed; null when a line cannot be read or a date comes twice. */
export function overridesFrom(text: string): DateHours[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => {
    const [date = ''] = line.trim().split(/\s+/);
    const ranges = rangesFrom(line.trim().slice(date.length));
    return parseDate(date) === null || ranges === null ? null : { date, ranges };
  });
  const known = read.filter((each) => each !== null);
  const isEach = known.length === lines.length && new Set(known.map(({ date }) => date)).size === known.length;
  return isEach ? known : null;
}

/** Minutes from a text field, empty for none; null for what is no whole number up to 240. */
export function minutesFrom(text: string): number | null {
  const digits = text.trim();
  if (digits === '') return 0;
  return /^\d{1,3}$/.test(digits) && Number(digits) <= 240 ? Number(digits) : null;
}

/** Hours from a text field as a duration, empty for none; null for what is no whole number up to a month. */
export function noticeFrom(text: string): { readonly notice: string | null } | null {
  const digits = text.trim();
  if (digits === '' || digits === '0') return { notice: null };
  return /^\d{1,3}$/.test(digits) && Number(digits) <= 744 ? { notice: `PT${Number(digits)}H` } : null;
}
