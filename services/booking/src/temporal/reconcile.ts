import type { Logger } from 'pino';
import type { Scheduled } from '../booking/row/scheduled.ts';
import { errorFacts } from '../runtime/log.ts';
import { newId } from '../runtime/new-id.ts';
import { startRounds } from '../runtime/rounds.ts';
import { isFaultOfNudge, type Workflows } from './workflows.ts';

const page = 200;
const atOnce = 16;

interface ReconcileParts {
  readonly scheduled: Pick<Scheduled, 'listUnfinished'>;
  readonly workflows: Pick<Workflows, 'nudge' | 'isRunning'>;
  readonly log: Logger;
  /** In production a minute. */
  readonly everyMs: number;
}

/**
 * Compares MongoDB with the workflow engine, at start and from then on regularly: a booking with something left to do and
 * no running workflow, or whose workflow planned from older facts, is nudged. This alone rebuilds an engine that lost
 * its data.
 */
export function startReconcile({ scheduled, workflows, log, everyMs }: ReconcileParts) {
  let isStopped = false;
  let after = '';

  // One page a minute is enough while all is well; a missing workflow makes it walk through all of them at once.
  let isThorough = true;
  async function reconcile(): Promise<void> {
    for (let goesOn = true; goesOn && !isStopped; ) {
      const rows = await scheduled.listUnfinished(after, page);
      const nudged = await nudgeLost(rows);
      // Only after the nudges, so that a page of which none went out is read again.
      after = rows.length < page ? '' : (rows.at(-1)?._id ?? '');
      isThorough &&= after !== '';
      goesOn = after !== '' && (isThorough || nudged > 0);
    }
  }

  /**
   * How many of these were nudged. Fails only where all failed and not by themselves, as when the engine is away: those
   * that always fail, be they all that a page has, must not stop the rest.
   */
  async function nudgeLost(rows: readonly Unfinished[]): Promise<number> {
    const outcomes = await inParallel(rows, async (row) => {
      try {
        return (await isLost(row)) ? await nudge(row) : 'well';
      } catch (error) {
        return { row, error };
      }
    });
    const failed = outcomes.filter((outcome) => typeof outcome === 'object');
    const outage = failed.find(({ error }) => !isFaultOfNudge(error));
    if (outage !== undefined && failed.length === rows.length) throw outage.error;
    for (const { row, error } of failed) log.warn({ interviewId: row._id, error: errorFacts(error) }, 'not reconciled');
    const count = outcomes.filter((outcome) => outcome === 'nudged').length;
    if (count > 0) log.info({ count }, 'reconcile nudged bookings');
    return count;
  }

  async function isLost(row: Unfinished): Promise<boolean> {
    return row.plannedRev < row.factsRev || !(await workflows.isRunning(row._id));
  }

  async function nudge({ _id, tenantId, factsRev }: Unfinished): Promise<'nudged'> {
    await workflows.nudge({ tenantId, interviewId: _id }, { eventId: newId('event'), rev: factsRev });
    return 'nudged';
  }

  const rounds = startRounds(reconcile, { name: 'reconcile', everyMs, gatherMs: 0, log });
  return {
    async stop(): Promise<void> {
      isStopped = true;
      await rounds.stop();
    },
  };
}

type Unfinished = Awaited<ReturnType<Scheduled['listUnfinished']>>[number];

async function inParallel<Row, Result>(rows: readonly Row[], work: (row: Row) => Promise<Result>): Promise<Result[]> {
  const waiting = [...rows];
  const results: Result[] = [];
  const next = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) results.push(await work(row));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, next));
  return results;
}
