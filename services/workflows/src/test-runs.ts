import { until } from '@interlude/dev-stack/until-ready';
import { type Plan, queries } from '@interlude/shared/contracts/lifecycle';
import type { WorkflowHandle } from '@temporalio/client';

export function planOfRun(handle: WorkflowHandle): Promise<Plan> {
  return handle.query<Plan>(queries.currentPlan);
}

/** Resolves with the first plan of the run that `suits`. */
export function untilPlan(handle: WorkflowHandle, what: string, suits: (plan: Plan) => boolean): Promise<Plan> {
  return until(what, async () => {
    const plan = await planOfRun(handle);
    return suits(plan) && plan;
  });
}

/** Resolves once the first plan was read, so that time may be moved. */
export function untilArmed(handle: WorkflowHandle): Promise<Plan> {
  return untilPlan(handle, 'the first plan', ({ status }) => status !== 'unknown');
}

export async function untilEnded(handle: WorkflowHandle): Promise<string> {
  await until('the end of the workflow', async () => (await handle.describe()).status.name === 'COMPLETED');
  return (await handle.result()) as string;
}
