const minuteMs = 60_000;
const shortestMs = 5 * minuteMs;
const longestMs = 15 * minuteMs;
/** Of the time since it changed last, the part after which a calendar is read again. */
const quietPart = 1 / 12;
const firstRetryMs = 30_000;
const longestRetryMs = 30 * minuteMs;

/** What the last look at a connection found. */
interface Found {
  /** Looks that failed in a row, this one included. */
  readonly failures: number;
  /** How long its server wishes to be left alone. */
  readonly retryAfterMs: number;
  /** For how long nothing in it has changed. */
  readonly quietMs: number;
}

/**
 * The milliseconds after which a connection is read again: every 5 minutes in the hour after a change, and ever less
 * often up to every 15 where nothing has changed for three hours. One that failed waits 30 seconds, then twice as long
 * each time up to half an hour, and at least as long as its server wishes. `random` gives numbers from 0 to 1.
 */
export function readAgainMs({ failures, retryAfterMs, quietMs }: Found, random = Math.random): number {
  const usual = Math.min(longestMs, Math.max(shortestMs, quietMs * quietPart));
  const backoff = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
  // What a server wishes is never cut short.
  return Math.max(jittered(failures === 0 ? usual : backoff, random), retryAfterMs * (1 + random() * jitter));
}

const jitter = 0.1;

/** Up to a tenth more or less: connections that were made together are not asked together for ever. */
export function jittered(ms: number, random = Math.random): number {
  return ms * (1 - jitter + random() * 2 * jitter);
}
