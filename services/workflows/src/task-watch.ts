/** Failures without a success between them, after which it is not one workflow's fault. */
const mostFailures = 3;

interface Counts {
  readonly answered: number;
  readonly failed: number;
}

/**
 * Watches what becomes of this worker's workflow tasks, by what the engine's client counts at `metricsUrl`. The answer
 * says whether they fail one after another, as where the engine refuses what they ask for: such a worker polls and
 * carries nothing out.
 */
export function watchTasks(metricsUrl: string, namespace: string): () => Promise<boolean> {
  let last: Counts = { answered: 0, failed: 0 };
  return async () => {
    const response = await fetch(metricsUrl, { signal: AbortSignal.timeout(2_000) });
    const counts = countsIn(await response.text(), namespace);
    // Answers that were under way when they were counted may have failed since.
    if (counts.answered < last.answered) last = { ...last, answered: counts.answered };
    if (counts.answered > last.answered) last = counts;
    return counts.failed - last.failed >= mostFailures;
  };
}

function countsIn(text: string, namespace: string): Counts {
  const own = text.split('\n').filter((line) => line.includes(`namespace="${namespace}"`));
  const sum = (metric: string, label = '') =>
    own
      .filter((line) => line.startsWith(`${metric}{`) && line.includes(label))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
  const answer = 'operation="RespondWorkflowTaskCompleted"';
  const refused = sum('temporal_request_failure', answer);
  return {
    answered: sum('temporal_request', answer) - refused,
    failed: refused + sum('temporal_workflow_task_execution_failed'),
  };
}
