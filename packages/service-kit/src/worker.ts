import { setTimeout as delay } from 'node:timers/promises';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { errorFacts } from './log.ts';

interface WorkerOptions {
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly taskQueue: string;
  /** How many activities this process works on together. */
  readonly atOnce: number;
  /** 0 = no limit; counted over the whole task queue, so it holds for several processes together. */
  readonly perSecond: number;
  readonly activities: object;
  readonly log: Logger;
}

/** Takes the activities of a queue until stopped; connects again for as long as Temporal is away. */
export function runWorker(options: WorkerOptions) {
  const stopping = new AbortController();
  let worker: Worker | null = null;

  async function runOnce(): Promise<void> {
    const { temporal, taskQueue, activities, atOnce, perSecond } = options;
    const connection = await NativeConnection.connect({ address: temporal.address });
    try {
      worker = await Worker.create({
        connection,
        namespace: temporal.namespace,
        taskQueue,
        activities: { ...activities },
        maxConcurrentActivityTaskExecutions: atOnce,
        shutdownGraceTime: '10s',
        ...(perSecond > 0 ? { maxTaskQueueActivitiesPerSecond: perSecond } : {}),
      });
      const running = worker.run();
      if (stopping.signal.aborted) worker.shutdown();
      await running;
    } finally {
      worker = null;
      await connection.close();
    }
  }

  async function runUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
      } catch (error) {
        options.log.warn(errorFacts(error), 'worker is not running');
      }
      await delay(1_000, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const ended = runUntilStopped();
  return {
    isPolling: () => worker?.getState() === 'RUNNING',
    async stop(): Promise<void> {
      stopping.abort();
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}
