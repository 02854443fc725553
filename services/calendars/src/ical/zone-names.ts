import { canonicalZone } from '@interlude/shared/time/time-zone';
import windowsZones from 'windows-iana';

/** As the IANA database links them (file `backward`). */
const linked: Readonly<Record<string, string>> = {
  CET: 'Europe/Brussels',
  CST6CDT: 'America/Chicago',
  EET: 'Europe/Athens',
  EST: 'America/Panama',
  EST5EDT: 'America/New_York',
  HST: 'Pacific/Honolulu',
  MET: 'Europe/Brussels',
  MST: 'America/Phoenix',
  MST7MDT: 'America/Denver',
  PST8PDT: 'America/Los_Angeles',
  WET: 'Europe/Lisbon',
};

/** The zone that calendars mean by an IANA name, or null. */
export function zoneNamed(tzid: string): string | null {
  return canonicalZone(tzid.replace(/^\//, ''));
}

/**
 * The zone that is meant by a name without rules of its own which is no place: of Windows (CLDR `windowsZones`), or one of
 * the old short ones; or null.
 */
export function zoneMeantBy(name: string): string | null {
  const [ofWindows] = windowsZones.findIana(name as never);
  return canonicalZone(linked[name.toUpperCase()] ?? ofWindows ?? '');
}
