import { canonicalZone } from '@interlude/shared/time/time-zone';
import { refuse } from '../runtime/refused.ts';

/** The canonical name of a zone from outside, or the refusal `time_zone_invalid`. */
export function zoneFrom(text: string): string {
  return canonicalZone(text) ?? refuse({ code: 'time_zone_invalid', zone: text.slice(0, 64) });
}
