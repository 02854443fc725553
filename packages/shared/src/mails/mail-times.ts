import { commaOf } from '../language/punctuation.ts';
import { parseDuration } from '../time/duration.ts';
import { isZone, offsetAt } from '../time/time-zone.ts';
import { offsetText } from '../time/zone-text.ts';
import type { Language } from './catalogue/catalogue.ts';

const minuteMs = 60_000;

/** Where a reader's clock stands. `fallbackMinutes` serves a zone or an instant our table does not know. */
export interface ReaderZone {
  readonly zone: string;
  readonly fallbackMinutes: number;
  /** BCP 47 tag for dates. */
  readonly formats: string;
}

/** A span in words: `date` in full, `times` as from one to the other, `short` for a subject. */
export interface SpanText {
  readonly date: string;
  readonly times: string;
  readonly short: string;
}

export function offsetOf({ zone, fallbackMinutes }: ReaderZone, atMs: number): number {
  if (!isZone(zone)) return fallbackMinutes;
  try {
    return offsetAt(zone, atMs);
  } catch {
    return fallbackMinutes;
  }
}

/** `Tuesday 1 December 2026` on the reader's calendar. */
export function dateText(reader: ReaderZone, atMs: number): string {
  return shown(reader, atMs, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** `10:00`, or `9:15 am` where that is the custom, as the pages write it. */
export function timeText(reader: ReaderZone, atMs: number): string {
  const { hourCycle } = formatOf(reader.formats, { hour: 'numeric' }).resolvedOptions();
  const hour = hourCycle === 'h23' || hourCycle === 'h24' ? '2-digit' : 'numeric';
  return shown(reader, atMs, { hour, minute: '2-digit' });
}

export function momentText(reader: ReaderZone, atMs: number): string {
  return listed(reader, [dateText(reader, atMs), timeText(reader, atMs)]);
}

/** Date and time, or several of them, in one line. */
export function listed({ formats }: Pick<ReaderZone, 'formats'>, parts: readonly string[]): string {
  return parts.join(commaOf(formats));
}

/** An interview's time for a reader; past midnight there the end says its date, past a change of clocks both offsets. */
export function spanText(
  { say }: Pick<Language, 'say'>,
  reader: ReaderZone,
  startMs: number,
  endMs: number | null,
): SpanText {
  const date = dateText(reader, startMs);
  const from = timeText(reader, startMs);
  const short = listed(reader, [shown(reader, startMs, { weekday: 'short', day: 'numeric', month: 'short' }), from]);
  if (endMs === null) return { date, times: from, short };
  const isOneDay = dateText(reader, endMs) === date;
  const to = isOneDay ? timeText(reader, endMs) : momentText(reader, endMs);
  const [before, after] = [offsetTextAt(reader, startMs), offsetTextAt(reader, endMs)];
  const times = say(
    isOneDay ? 'zone.span' : 'zone.spanDays',
    before === after ? { from, to } : { from: `${from} (${before})`, to: `${to} (${after})` },
  );
  return { date, times, short };
}

/** The offset at that instant, not today's. */
export function offsetTextAt(reader: ReaderZone, atMs: number): string {
  return offsetText(offsetOf(reader, atMs));
}

/** Elapsed milliseconds of a duration, a day counted as 24 hours; null for what is no duration. */
export function roughMs(text: string): number | null {
  const duration = parseDuration(text);
  return duration === null ? null : duration.days * 24 * 60 * minuteMs + duration.ms;
}

// The runtime's zone data may be stale: it only supplies words, for an instant shifted by our own table's offset.
function shown(reader: ReaderZone, atMs: number, options: Intl.DateTimeFormatOptions): string {
  const shifted = atMs + offsetOf(reader, atMs) * minuteMs;
  return formatOf(reader.formats, { ...options, timeZone: 'UTC' }).format(shifted);
}

// A mail writes some twenty times and making a format takes longer than all else of it. There are few: languages and
// their regions, each with the handful of shapes above.
const made = new Map<string, Intl.DateTimeFormat>();

function formatOf(formats: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${formats} ${JSON.stringify(options)}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(formats, options);
  made.set(key, format);
  return format;
}
