import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { OutboxRest, OutboxRow, OutboxStore } from '../journal/outbox-store.ts';
import { errorFacts } from '../runtime/log.ts';
import { outboxDepth, outboxOldest, outboxParked } from '../runtime/metrics.ts';
import { isFaultOfNudge, type Workflows } from './workflows.ts';

const sweepEveryMs = 2_000;
const measureEveryMs = 5_000;
// Nudges come in bursts: one look at the outbox a little later is cheaper than one for each.
const gatherMs = 100;
const atOnce = 16;
// Small, so that an urgent nudge never waits for many that are not.
const batch = 32;
const firstPauseMs = 1_000;
const longestPauseMs = 5_000;
const failuresBeforePause = 3;
/** A nudge that fails by itself is tried again after rests that grow, and parks after a day. */
const firstRestMs = 1_000;
const longestRestMs = 10 * 60_000;
const parksAfterMs = 24 * 3_600_000;

interface RelayParts {
  readonly outbox: OutboxStore;
  readonly workflows: Workflows;
  readonly log: Logger;
  readonly now: () => number;
  /** Whether a change stream wakes the relay for what other processes write; each write costs more under one. */
  readonly watchesOthers: boolean;
}

/**
 * Carries nudges from the outbox to the workflow engine. The commits of this process wake it, a change stream where
 * others do the writing, and a sweep is the safety net. A failed or uncertain nudge stays and is repeated, which is
 * harmless; while the engine is away all of them wait, and one that it cannot take waits alone. Several copies may run.
 */
export function startRelay({ outbox, workflows, log, now, watchesOthers }: RelayParts) {
  let isStopped = false;
  let isAwake = false;
  let failures = 0;
  let wake: () => void = () => undefined;
  const stream = watchesOthers ? outbox.watch() : null;
  stream?.on('change', wakeUp);
  stream?.on('error', (error: unknown) =>
    log.warn({ error: errorFacts(error) }, 'outbox stream ended, the sweep goes on'),
  );
  const timers = [
    setInterval(wakeUp, sweepEveryMs),
    setInterval(() => void measure().catch(() => undefined), measureEveryMs),
  ];

  function wakeUp(): void {
    isAwake = true;
    wake();
  }

  async function sleepUntilWoken(): Promise<void> {
    if (!isAwake) await new Promise<void>((resolve) => (wake = resolve));
    if (!isStopped) await sleep(gatherMs);
    isAwake = false;
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      try {
        await drain();
      } catch (error) {
        failures += 1;
        log.warn({ error: errorFacts(error) }, 'the relay could not read the outbox');
      }
      if (failures < failuresBeforePause) await sleepUntilWoken();
      else await pause(failures, (end) => (wake = () => isStopped && end()));
    }
  }

  async function drain(): Promise<void> {
    for (;;) {
      const rows = await outbox.listPending(batch, new Date(now()));
      const delivered = await deliverAll(rows);
      if (delivered.length > 0) await outbox.markDelivered(delivered, new Date(now()));
      if (rows.length === 0 || delivered.length === 0) return;
    }
  }

  async function deliverAll(rows: readonly OutboxRow[]): Promise<string[]> {
    const waiting = [...byBooking(rows).values()];
    const delivered: string[] = [];
    await Promise.all(
      Array.from({ length: Math.min(atOnce, waiting.length) }, async () => {
        for (let group = waiting.shift(); group !== undefined && !isStopped; group = waiting.shift()) {
          if (await deliver(group)) delivered.push(...group.map(({ _id }) => _id));
          else if (failures >= failuresBeforePause) return;
        }
      }),
    );
    return delivered;
  }

  // All nudges of a booking say the same, so the newest stands for the rest.
  async function deliver(group: readonly OutboxRow[]): Promise<boolean> {
    const newest = group.reduce((one, other) => (other.rev > one.rev ? other : one));
    try {
      await workflows.nudge(newest, { eventId: newest._id, rev: newest.rev });
      failures = 0;
      return true;
    } catch (error) {
      if (isFaultOfNudge(error)) await putOff(newest);
      else failures += 1;
      log.warn({ interviewId: newest.interviewId, error: errorFacts(error) }, 'nudge failed, will be repeated');
      return false;
    }
  }

  async function putOff(row: OutboxRow): Promise<void> {
    const rest = restAfter(row, now());
    await outbox.putOff(row, rest);
    if (rest.parkedAt) log.error({ interviewId: row.interviewId }, 'a nudge that failed for a day is parked');
  }

  async function measure(): Promise<void> {
    showBacklog(await outbox.backlog(), now());
  }

  const running = run();
  return {
    wakeUp,
    async stop(): Promise<void> {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      wakeUp();
      await Promise.all([running, stream?.close()]);
    },
  };
}

async function pause(failures: number, onWake: (end: () => void) => void): Promise<void> {
  const ms = Math.min(firstPauseMs * 2 ** (failures - failuresBeforePause), longestPauseMs);
  await new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
    onWake(resolve);
  });
}

function byBooking(rows: readonly OutboxRow[]): Map<string, OutboxRow[]> {
  return Map.groupBy(rows, ({ interviewId }) => interviewId);
}

function restAfter(row: OutboxRow, now: number): OutboxRest {
  const { tries = 0, failingSince: since = new Date(now) } = row;
  const notBefore = new Date(now + Math.min(firstRestMs * 2 ** Math.min(tries, 20), longestRestMs));
  const parkedAt = now - since.getTime() > parksAfterMs ? { parkedAt: new Date(now) } : {};
  return { tries: tries + 1, failingSince: since, notBefore, ...parkedAt };
}

function showBacklog({ depth, oldest, parked }: Awaited<ReturnType<OutboxStore['backlog']>>, now: number): void {
  outboxDepth.set(depth);
  outboxParked.set(parked);
  outboxOldest.set(oldest === null ? 0 : (now - oldest.getTime()) / 1000);
}
