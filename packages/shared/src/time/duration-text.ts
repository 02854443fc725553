import { parseDuration } from './duration.ts';

const units = { W: 'week', D: 'day', H: 'hour', M: 'minute', S: 'second' } as const;

/** `PT15M` → `15 minutes`, `P1DT2H` → `1 day, 2 hours` in the words of a BCP 47 tag; null for what is no duration. */
export function durationText(text: string, formats: string): string | null {
  if (parseDuration(text) === null) return null;
  const parts = [...text.matchAll(/(\d+)([WDHMS])/g)].map(([, digits, letter]) => {
    const unit = units[letter as keyof typeof units];
    return new Intl.NumberFormat(formats, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(digits));
  });
  return new Intl.ListFormat(formats, { type: 'unit', style: 'long' }).format(parts);
}
