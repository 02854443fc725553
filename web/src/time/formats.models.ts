import { commaOf } from '@interlude/shared/language/punctuation';
import { dayNumber } from '@interlude/shared/time/local-date';
import { type Cities, offsetText, placeOf } from '@interlude/shared/time/zone-text';
import { localDateAt, type OffsetStretch, offsetMinutesAt, shiftedBy } from './zoned.models.ts';

export type HourCycle = 'h12' | 'h23';
export type Formats = ReturnType<typeof createFormats>;
export type ZonedText = ReturnType<typeof createZonedText>;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * How one language writes dates and times, and calls cities once it is known how. Everything here takes instants already
 * shifted into their zone.
 */
export function createFormats(tag: string, hourCycle: HourCycle, cities?: Cities) {
  // Each is made when it is first needed: making one costs a slow phone more than all that a page writes with it.
  const of = (options: Intl.DateTimeFormatOptions) => {
    let format: Intl.DateTimeFormat | undefined;
    return (shifted: Date | number) => {
      format ??= new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
      return format.format(shifted);
    };
  };
  const month = of({ month: 'long', year: 'numeric' });
  const monthName = of({ month: 'long' });
  const list = (items: readonly string[]) =>
    items.length > 1 ? new Intl.ListFormat(tag).format(items) : (items[0] ?? '');
  const inUnits = (unit: Intl.RelativeTimeFormatUnit) => (count: number) =>
    new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(count, unit);
  const comma = commaOf(tag);
  return {
    tag,
    comma,
    hourCycle,
    placeOf: (zone: string) => placeOf(zone, cities),
    time: of({ hour: hourCycle === 'h23' ? '2-digit' : 'numeric', minute: '2-digit', hourCycle }),
    shortDay: of({ weekday: 'short', day: 'numeric', month: 'short' }),
    longDay: of({ weekday: 'long', day: 'numeric', month: 'long' }),
    fullDay: of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    month,
    monthName,
    shortMonth: of({ month: 'short' }),
    /** `November and December 2026`: the months some days lie in, each year named once. */
    months(shifted: readonly number[]) {
      const names = [...new Map(shifted.map((at) => [month(at), at]))].map(([name, at], i, all) => {
        const next = all[i + 1];
        const isSameYear = next && new Date(next[1]).getUTCFullYear() === new Date(at).getUTCFullYear();
        return isSameYear ? monthName(at) : name;
      });
      return list(names);
    },
    dayOfMonth: of({ day: 'numeric' }),
    weekday: of({ weekday: 'long' }),
    narrowWeekday: of({ weekday: 'short' }),
    date: of({ day: 'numeric', month: 'long', year: 'numeric' }),
    list,
    inDays: inUnits('day'),
    inHours: inUnits('hour'),
    inMinutes: inUnits('minute'),
  };
}

/** A local date, `YYYY-MM-DD`, as the instant that formats to it. */
export function dateInstant(date: string): number {
  return dayNumber(date) * dayMs;
}

/** Texts of instants in one zone, by the offsets the API sent with its answer; the browser's zone data are not asked. */
export function createZonedText(formats: Formats, zone: string, offsets: readonly OffsetStretch[]) {
  const shown = (atMs: number) => shiftedBy(offsets, atMs);
  const fullWhen = (atMs: number) => formats.fullDay(shown(atMs)) + formats.comma + formats.time(shown(atMs));
  return {
    zone,
    offsets,
    formats,
    place: formats.placeOf(zone),
    offset: (atMs: number) => offsetText(offsetMinutesAt(offsets, atMs)),
    dateOf: (atMs: number) => localDateAt(offsets, atMs),
    time: (atMs: number) => formats.time(shown(atMs)),
    /** Beginning and end; when clocks change in between each says its offset. */
    span(fromMs: number, toMs: number) {
      const ends = [fromMs, toMs].map((atMs) => [
        formats.time(shown(atMs)),
        offsetText(offsetMinutesAt(offsets, atMs)),
      ]);
      const isSame = ends[0]?.[1] === ends[1]?.[1];
      const [from = '', to = ''] = ends.map(([time, offset]) => (isSame ? time : `${time} (${offset})`));
      return { from, to };
    },
    weekday: (atMs: number) => formats.weekday(shown(atMs)),
    dayOfMonth: (atMs: number) => formats.dayOfMonth(shown(atMs)),
    month: (atMs: number) => formats.month(shown(atMs)),
    shortDay: (atMs: number) => formats.shortDay(shown(atMs)),
    longDay: (atMs: number) => formats.longDay(shown(atMs)),
    fullDay: (atMs: number) => formats.fullDay(shown(atMs)),
    /** `Tue 1 Dec, 10:00` */
    when: (atMs: number) => formats.shortDay(shown(atMs)) + formats.comma + formats.time(shown(atMs)),
    /** `Tuesday 1 December 2026, 10:00` */
    fullWhen,
    /** `Tuesday 1 December 2026, 10:00 (Kolkata, UTC+5:30)`: where nothing near it names the zone. */
    namedWhen: (atMs: number) =>
      `${fullWhen(atMs)} (${formats.placeOf(zone)}${formats.comma}${offsetText(offsetMinutesAt(offsets, atMs))})`,
    /** `tomorrow`, `in 12 days`, and by hours or minutes on the same local date. */
    distance(nowMs: number, atMs: number): string {
      const days = dayNumber(localDateAt(offsets, atMs)) - dayNumber(localDateAt(offsets, nowMs));
      if (days !== 0) return formats.inDays(days);
      const hours = Math.round((atMs - nowMs) / hourMs);
      return Math.abs(hours) >= 2 ? formats.inHours(hours) : formats.inMinutes(Math.round((atMs - nowMs) / 60_000));
    },
  };
}
