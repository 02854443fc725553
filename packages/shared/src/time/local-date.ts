/** Calendar arithmetic on local dates (`YYYY-MM-DD`, proleptic Gregorian). No zone is involved here. */

const DAY_MS = 86_400_000;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Days since 1970-01-01, or null when the text is no existing date. */
export function parseDate(date: string): number | null {
  const parts = datePattern.exec(date);
  if (!parts) return null;
  const at = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return dateText(at / DAY_MS) === date ? at / DAY_MS : null;
}

/** Days since 1970-01-01. Throws RangeError when the text is no existing date. */
export function dayNumber(date: string): number {
  const day = parseDate(date);
  if (day === null) throw new RangeError(`not a date: ${date}`);
  return day;
}

const datesKept = 2_000;
const dates = new Map<number, string>();

/** The date that lies so many days after 1970-01-01. The dates of one listing are few and asked for again and again. */
export function dateText(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= datesKept) dates.clear();
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  dates.set(day, text);
  return text;
}

/** Minutes since midnight for `HH:mm`, 1440 for `24:00`, null for anything else. */
export function parseTime(time: string): number | null {
  if (time === '24:00') return 1440;
  const parts = timePattern.exec(time);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

/** As parseTime, but throws RangeError when the text is no time of day. */
export function minuteOf(time: string): number {
  const minute = parseTime(time);
  if (minute === null) throw new RangeError(`not a time of day: ${time}`);
  return minute;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Day number of the Monday that begins an ISO week. */
export function mondayOf(isoYear: number, week: number): number {
  const fourth = Date.UTC(isoYear, 0, 4) / DAY_MS;
  return fourth - weekdayOf(fourth) + 1 + (week - 1) * 7;
}
