import type { InterviewView } from '@interlude/shared/interview';

const zoneKey = 'interlude.zone';

// Some browsers still give these zones by the names they had long ago, which people should not read.
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

/** The zone this browser is set to; the server answers with the canonical name. */
export function deviceZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return formerNames[zone] ?? zone;
}

/** The zone to ask in before the interview is known: the one chosen here before, else the device's. */
export function likelyZone(): string {
  return localStorage.getItem(zoneKey) ?? deviceZone();
}

export function rememberZone(zone: string): void {
  localStorage.setItem(zoneKey, zone);
}

/** Onsite the venue's zone leads; a booked time keeps the zone it was booked in; before that the reader's counts. */
export function zoneToShow(view: InterviewView): string {
  if (view.provider === 'in_person' && view.venueZone) return view.venueZone;
  return view.status === 'invited' ? likelyZone() : view.zone;
}
