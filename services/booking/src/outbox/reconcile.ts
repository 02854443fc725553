import type { Logger } from 'pino';
import type { BookingStore } from '../bookings/booking-store.ts';
import { errorFacts } from '../log.ts';
import { newId } from '../new-id.ts';
import type { Workflows } from '../temporal.ts';

const everyMs = 60_000;
const page = 200;
const atOnce = 16;

/**
 * Compares MongoDB with the workflow engine, at start and every minute: a booking with something left to do and
 * no running workflow, or whose workflow planned from older facts, is nudged. This alone rebuilds an engine that lost
 * its data.
 */
export function startReconcile(parts: { bookings: BookingStore; workflows: Workflows; log: Logger }) {
  const { bookings, workflows, log } = parts;
  let isStopped = false;
  let after = '';
  let running: Promise<void> = Promise.resolve();

  // One page a minute is enough while all is well; a missing workflow makes it walk through all of them at once.
  async function reconcile(isThorough: boolean): Promise<void> {
    for (let goesOn = true; goesOn && !isStopped; ) {
      const rows = await bookings.listUnfinished(after, page);
      after = rows.length < page ? '' : (rows.at(-1)?._id ?? '');
      const lost = (await inParallel(rows, async (row) => ((await isLost(row)) ? [row] : []))).flat();
      await nudgeAll(lost);
      goesOn = after !== '' && (isThorough || lost.length > 0);
    }
  }

  async function isLost(row: Unfinished): Promise<boolean> {
    return row.plannedRev < row.factsRev || !(await workflows.isRunning(row._id));
  }

  async function nudgeAll(rows: readonly Unfinished[]): Promise<void> {
    if (rows.length > 0) log.info({ count: rows.length }, 'reconcile nudges bookings');
    await inParallel(rows, async ({ _id, tenantId, factsRev }) => {
      await workflows.nudge({ tenantId, interviewId: _id }, { eventId: newId('event'), rev: factsRev });
    });
  }

  function start(isThorough: boolean): void {
    running = reconcile(isThorough).catch((error: unknown) =>
      log.warn({ error: errorFacts(error) }, 'reconcile failed, will be repeated'),
    );
  }

  start(true);
  const timer = setInterval(() => start(false), everyMs);
  return {
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

type Unfinished = Awaited<ReturnType<BookingStore['listUnfinished']>>[number];

async function inParallel<Row, Result>(rows: readonly Row[], work: (row: Row) => Promise<Result>): Promise<Result[]> {
  const waiting = [...rows];
  const results: Result[] = [];
  const next = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) results.push(await work(row));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, next));
  return results;
}
