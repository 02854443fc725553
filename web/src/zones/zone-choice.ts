import type { InterviewView } from '@interlude/shared/schemas/views';
import { remember, remembered } from '../ui/storage.ts';

const zoneKey = 'interlude.zone';

// Some browsers still give these zones by names of long ago, which people should not read.
const formerNames: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
};

/** The zone this browser is set to; the server answers with the canonical name. Null when it hides behind UTC. */
export function deviceZone(): string | null {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  // A browser set to protect privacy says UTC, where hardly anybody lives.
  return /^(Etc\/.*|UTC|GMT)$/.test(zone) ? null : (formerNames[zone] ?? zone);
}

/** The zone to ask in before the interview is known: the one chosen here before, else the device's; null if neither. */
export function likelyZone(): string | null {
  return remembered(zoneKey) ?? deviceZone();
}

export function rememberZone(zone: string): void {
  remember(zoneKey, zone);
}

/** A booked time keeps the zone it was booked in; before that the reader's counts, as far as it is known. */
export function zoneOfReader({ status, zone }: InterviewView): string {
  return (status === 'invited' && likelyZone()) || zone;
}
