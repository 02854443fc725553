import { clockOffsetOf } from '@interlude/shared/time/clock-offset';
import type { Database } from './mongo.ts';

const everyMs = 60_000;

/** The process clock corrected by its offset to the database; uncorrected until that first answers. */
export function createClock(connection: Database) {
  let offset = 0;
  async function measure(): Promise<void> {
    const before = Date.now();
    const { localTime } = (await connection.db?.command({ hello: 1 }, { timeoutMS: 1_000 })) ?? {};
    const after = Date.now();
    if (localTime instanceof Date) offset = clockOffsetOf({ before, theirs: localTime.getTime(), after });
  }
  let timer: NodeJS.Timeout | undefined;
  return {
    now: () => Date.now() + offset,
    /** To be called once the connection is open. Does not throw: a clock that is not measured yet is our own. */
    async start(): Promise<void> {
      await measure().catch(() => undefined);
      timer = setInterval(() => void measure().catch(() => undefined), everyMs).unref();
    },
    stop: () => clearInterval(timer),
  };
}
