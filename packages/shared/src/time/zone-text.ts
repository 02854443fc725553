/** `UTC+5:30`, `UTC−3`, `UTC+0`: how far a clock is from UTC, alike on pages and in mails. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** What cities are called in a language, by the zone that is named after each; those that are called the same are left out. */
export type Cities = Readonly<Record<string, string>>;

/** What people call a zone: `America/Argentina/Buenos_Aires` → `Buenos Aires`, `Europe/Athens` → `Athènes` among those. */
export function placeOf(zone: string, cities: Cities = {}): string {
  if (Object.hasOwn(cities, zone)) return cities[zone] ?? zone;
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
