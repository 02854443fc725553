import { parseDuration } from '@interlude/shared/time/duration';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** An ISO-8601 duration in words: `PT15M` → `15 minutes`, `PT24H` → `24 hours`, which is no calendar day. */
export function durationText(text: string, locale: string): string {
  const duration = parseDuration(text);
  if (duration === null) return text;
  const days = duration.days === 0 ? [] : [unitText(duration.days, 'day', locale)];
  const rest = duration.days > 0 && duration.ms === 0 ? [] : [partsText(duration.ms, units.slice(1), locale)];
  return new Intl.ListFormat(locale, { type: 'unit' }).format([...days, ...rest]);
}

/** Elapsed milliseconds in at most two units: `1 day, 2 hours`. */
export function spanText(ms: number, locale: string): string {
  return partsText(ms, units, locale);
}

function partsText(ms: number, sizes: readonly (typeof units)[number][], locale: string): string {
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of sizes) {
    const count = Math.floor(rest / size);
    if (count === 0) continue;
    parts.push(unitText(count, unit, locale));
    rest -= count * size;
  }
  if (parts.length === 0) return unitText(0, 'minute', locale);
  return new Intl.ListFormat(locale, { type: 'unit' }).format(parts.slice(0, 2));
}

function unitText(count: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
