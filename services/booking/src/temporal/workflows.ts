import {
  type InterviewChanged,
  signals,
  taskQueues,
  type Urgency,
  urgency,
  workflowIdOf,
  workflowKindOf,
} from '@interlude/shared/contracts/lifecycle';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';

const tenantKey = defineSearchAttributeKey('TenantId', 'KEYWORD');
const deadlineMs = 1_500;
const grpcNotFound = 5;
/** gRPC: invalid argument, failed precondition, out of range. */
const faultsOfCall = [3, 9, 11];

interface WorkflowsTerms {
  readonly address: string;
  readonly namespace: string;
  readonly publicUrl: string;
  /** One line about what a workflow is for, without a person in it; null when nothing is known. */
  describe(ref: { tenantId: string; interviewId: string }): Promise<string | null>;
}

interface NudgeRef {
  readonly tenantId: string;
  readonly interviewId: string;
  readonly urgency?: Urgency;
}

export type Workflows = ReturnType<typeof createWorkflows>;

/** The only place that calls the workflow engine; every call has a deadline and an uncertain one may be repeated. */
export function createWorkflows({ address, namespace, publicUrl, describe }: WorkflowsTerms) {
  const connection = Connection.lazy({
    address,
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 3 }))],
  });
  const client = new Client({ connection, namespace });
  const within = <T>(call: () => Promise<T>) => connection.withDeadline(Date.now() + deadlineMs, call);

  return {
    /** Starts the booking's workflow, or tells the running one that facts changed; repeating it does no harm. */
    async nudge(ref: NudgeRef, change: InterviewChanged): Promise<void> {
      const { tenantId, interviewId } = ref;
      const kind = workflowKindOf(interviewId);
      const summary = (await describe({ tenantId, interviewId })) ?? `${kind.noun} ${interviewId} of ${tenantId}`;
      await within(() =>
        client.workflow.signalWithStart(kind.type, {
          workflowId: workflowIdOf(interviewId),
          taskQueue: taskQueues.interviews,
          args: [{ tenantId, interviewId }],
          signal: signals.interviewChanged,
          signalArgs: [change],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          memo: { tenantId, interviewId },
          // Only for a workflow that is started here: one that runs keeps its own.
          priority: { priorityKey: ref.urgency ?? urgency.soon, fairnessKey: tenantId },
          // Set before its facts are read, so that it is found among its company's even if they cannot be read.
          typedSearchAttributes: [{ key: tenantKey, value: tenantId }],
          staticSummary: summary,
          staticDetails: `[Open in the portal](${publicUrl}/hr/${kind.page}/${interviewId})`,
        }),
      );
    },

    /** Whether a workflow of this interview is running; one the engine does not know is not. */
    async isRunning(interviewId: string): Promise<boolean> {
      try {
        const { status } = await within(() => client.workflow.getHandle(workflowIdOf(interviewId)).describe());
        return status.name === 'RUNNING';
      } catch (error) {
        if (codeOf(error) === grpcNotFound || (error instanceof Error && error.name === 'WorkflowNotFoundError'))
          return false;
        throw error;
      }
    },

    async close(): Promise<void> {
      await connection.close();
    },
  };
}

/** Whether it is this nudge that the engine cannot take; anything else concerns all of them, such as an engine that is away. */
export function isFaultOfNudge(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined ? error instanceof TypeError || error instanceof RangeError : faultsOfCall.includes(code);
}

function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'number') return error.code;
  return error.cause === undefined ? undefined : codeOf(error.cause);
}
