import { type Plan, queries, workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';

const nextAction = defineSearchAttributeKey('NextAction', 'KEYWORD');
const nextActionAt = defineSearchAttributeKey('NextActionAt', 'DATETIME');

/** Looks at interviews' workflows as the workflow UI does; close it in the end. */
export async function openWorkflows(address: string, namespace: string) {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection, namespace });
  const handleOf = (interviewId: string) => workflow.getHandle(workflowIdOf(interviewId));
  return {
    planOf: async (interviewId: string): Promise<Plan> => await handleOf(interviewId).query<Plan>(queries.currentPlan),

    /** What the search attributes name as next, and when; null when nothing is. */
    async nextOf(interviewId: string): Promise<{ action: string | null; at: Date | null }> {
      const { typedSearchAttributes } = await handleOf(interviewId).describe();
      return {
        action: typedSearchAttributes.get(nextAction) ?? null,
        at: typedSearchAttributes.get(nextActionAt) ?? null,
      };
    },

    close: () => connection.close(),
  };
}

export type Workflows = Awaited<ReturnType<typeof openWorkflows>>;
