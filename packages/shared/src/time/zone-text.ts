/** `UTC+5:30`, `UTC−3`, `UTC+0`: how far a clock is from UTC, alike on pages and in mails. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** What people call a zone: `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
