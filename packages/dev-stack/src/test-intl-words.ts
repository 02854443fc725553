const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const counts = [-1, 0, 1, 2, 3, 11, 100, 0.5];

/** Every word with which `Intl` writes dates, times, distances, lists and countries in a language, in small letters. */
export function intlWords(tag: string): ReadonlySet<string> {
  const texts = [...dates(tag), ...lengths(tag), ...countries(tag)];
  const conjunction = new Intl.ListFormat(tag).format(['1', '2']);
  const words = [...texts, conjunction].flatMap((text) => text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []);
  // Arabic writes its “and” without a space before what follows.
  const joined = tag.startsWith('ar') ? words.map((word) => `و${word}`) : [];
  return new Set([...words, ...joined].map((word) => word.toLowerCase()));
}

function dates(tag: string): string[] {
  const shapes: readonly Intl.DateTimeFormatOptions[] = [
    { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h12' },
    { weekday: 'short', day: 'numeric', month: 'short' },
    { weekday: 'long' },
    { weekday: 'short' },
    { month: 'long' },
    { month: 'short' },
    { month: 'long', year: 'numeric' },
    { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
  ];
  const formats = shapes.map((shape) => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...shape }));
  const days = Array.from({ length: 366 }, (_, n) => n * dayMs + (n % 24) * hourMs);
  return days.flatMap((at) => formats.map((format) => format.format(at)));
}

function lengths(tag: string): string[] {
  const units = ['minute', 'hour', 'day', 'week', 'month'] as const;
  return units.flatMap((unit) => {
    const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
    const long = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' });
    return counts.flatMap((count) => [relative.format(count, unit), long.format(Math.abs(count))]);
  });
}

function countries(tag: string): string[] {
  const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' });
  return letters.flatMap((one) => letters.flatMap((other) => names.of(one + other) ?? []));
}
