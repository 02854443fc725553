import { addDuration, parseDuration } from './duration.ts';

/**
 * The instant so long before (-1) or after (1) another: `text` is an ISO-8601 duration, whose days are calendar days in
 * the zone. Throws RangeError on anything else.
 */
export function moved(atMs: number, text: string, zone: string, sign: 1 | -1): number {
  const duration = parseDuration(text);
  if (duration === null) throw new RangeError(`not a duration: ${text}`);
  return addDuration(atMs, duration, zone, sign);
}
