import { aheadMs, clockOf, readWall } from './zone-clock.ts';

const DAY_MS = 86_400_000;

/** A span of calendar days followed by elapsed milliseconds; `P1D` is not `PT24H`. */
export interface Duration {
  days: number;
  ms: number;
}

const pattern = /^P(?=\d|T\d)(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;

/**
 * Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds, whole numbers only.
 * Null for anything else, also for years and months: their length is a matter of opinion.
 */
export function parseDuration(text: string): Duration | null {
  const parts = pattern.exec(text);
  if (!parts) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

/**
 * The instant a duration after (sign 1) or before (sign -1) another: first the days, keeping the wall clock of `zone`,
 * then the elapsed time. A reading that clocks skip moves forward by the gap, a repeated one means its first occurrence
 * (RFC 5545, section 3.3.5). Throws UnknownZoneError, BeyondZoneTableError (the latter only when days are counted).
 */
export function addDuration(atMs: number, duration: Duration, zone: string, sign: 1 | -1): number {
  const clock = clockOf(zone);
  if (duration.days === 0) return atMs + sign * duration.ms;
  const wallMs = atMs + aheadMs(clock, atMs) + sign * duration.days * DAY_MS;
  return readWall(clock, wallMs).first + sign * duration.ms;
}
