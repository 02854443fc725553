import {
  type InterviewChanged,
  type LifecycleInput,
  signals,
  taskQueues,
  workflowIdOf,
  workflowKindOf,
} from '@interlude/shared/contracts/lifecycle';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import type { FakePortal } from './test-portal.ts';
import { installRuntime } from './worker.ts';

let kept: Promise<NativeConnection> | null = null;

/**
 * One quiet native runtime as long as the process. The SDK ends a runtime with its last connection and worker, and the
 * next one would need the same port for its figures, which may be another process's by then.
 */
export function keepRuntime(address: string): Promise<NativeConnection> {
  kept ??= installRuntime(pino({ level: 'silent' })).then(() => NativeConnection.connect({ address }));
  return kept;
}

export interface RunningWorker {
  stop(): Promise<void>;
}

interface Place {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** Default: the SDK's, which names process and host. */
  readonly identity?: string;
}

function running(worker: Worker): RunningWorker {
  const ended = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await ended;
    },
  };
}

/** A worker of the lifecycle alone. */
export async function startLifecycleWorker(place: Place, workflowBundle: { code: string }): Promise<RunningWorker> {
  return running(await Worker.create({ ...place, taskQueue: taskQueues.interviews, workflowBundle }));
}

/** Workers of the activity queues. */
export async function startActivityWorkers(place: Place, portal: FakePortal): Promise<RunningWorker> {
  const workers = await Promise.all([
    Worker.create({ ...place, taskQueue: taskQueues.booking, activities: { ...portal.booking } }),
    Worker.create({ ...place, taskQueue: taskQueues.notifications, activities: { ...portal.notifications } }),
    Worker.create({ ...place, taskQueue: taskQueues.calendars, activities: { ...portal.calendars } }),
  ]);
  const all = workers.map(running);
  return { stop: async () => void (await Promise.all(all.map((worker) => worker.stop()))) };
}

/** Starts the interview's workflow or nudges the running one, as the relay does. */
export async function nudge(
  client: Client,
  { interviewId, ...options }: Pick<LifecycleInput, 'interviewId' | 'historyLimit'>,
  change: InterviewChanged = { eventId: 'evt_1', rev: 1 },
): Promise<WorkflowHandle> {
  return await client.workflow.signalWithStart(workflowKindOf(interviewId).type, {
    workflowId: workflowIdOf(interviewId),
    taskQueue: taskQueues.interviews,
    args: [{ tenantId: 'ten_1', interviewId, ...options }],
    signal: signals.interviewChanged,
    signalArgs: [change],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    memo: { tenantId: 'ten_1', interviewId },
    staticSummary: `interview ${interviewId} of ten_1`,
  });
}
