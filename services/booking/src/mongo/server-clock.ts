import { clockOffsetOf } from '@interlude/shared/time/clock-offset';
import type { Database } from './mongo.ts';

const everyMs = 60_000;

/**
 * The process clock corrected by its offset to the database, so that copies of the service agree about "now".
 * @param systemNow The process clock; tests set it wrong.
 */
export async function startClock(connection: Database, systemNow: () => number = Date.now) {
  let offset = 0;
  async function measure(): Promise<void> {
    const before = systemNow();
    const { localTime } = (await connection.db?.command({ hello: 1 })) ?? {};
    const after = systemNow();
    if (localTime instanceof Date) offset = clockOffsetOf({ before, theirs: localTime.getTime(), after });
  }
  await measure();
  const timer = setInterval(() => void measure().catch(() => undefined), everyMs).unref();
  return {
    now: () => systemNow() + offset,
    offsetMs: () => offset,
    stop: () => clearInterval(timer),
  };
}
