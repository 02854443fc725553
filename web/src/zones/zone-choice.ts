import type { InterviewView } from '@interlude/shared/interview';

const zoneKey = 'interlude.zone';

/** The zone this browser is set to, possibly under an old name; the server answers with the present one. */
export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
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
