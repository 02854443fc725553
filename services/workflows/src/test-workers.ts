import {
  type InterviewChanged,
  type LifecycleInput,
  signals,
  taskQueues,
  workflowIdOf,
  workflowKindOf,
} from '@interlude/shared/contracts/lifecycle';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { FakePortal } from './test-portal.ts';

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
