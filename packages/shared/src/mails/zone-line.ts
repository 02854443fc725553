import type { Language } from './catalogue/catalogue.ts';
import { offsetTextAt, type ReaderZone } from './mail-times.ts';

/** `Lisbon time (UTC+1)`: whose clock a time is on, with its offset at that instant. */
export function zoneLine({ say, placeOf }: Language, zone: ReaderZone, atMs: number): string {
  const place = placeOf(zone.zone);
  return place === 'UTC' ? 'UTC' : say('zone.line', { place, offset: offsetTextAt(zone, atMs) });
}
