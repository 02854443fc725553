/** Refused answers without an accepted one between them. A workflow that breaks by itself answers nothing, so it does not count. */
const mostRefused = 3;

interface Counts {
  readonly answered: number;
  readonly refused: number;
}

/**
 * Watches what becomes of this worker's workflow tasks, by what the engine's client counts at `metricsUrl`. The answer
 * says whether they fail one after another, as where the engine refuses what they ask for: such a worker polls and
 * carries nothing out.
 */
export function watchTasks(metricsUrl: string, namespace: string): () => Promise<boolean> {
  let last: Counts = { answered: 0, refused: 0 };
  return async () => {
    const text = await fetch(metricsUrl, { signal: AbortSignal.timeout(2_000) })
      .then((response) => response.text())
      // Without the figures nothing is known, as before the first task.
      .catch(() => '');
    const counts = countsIn(text, namespace);
    // Answers that were under way when they were counted may have failed since.
    if (text !== '' && counts.answered < last.answered) last = { ...last, answered: counts.answered };
    if (counts.answered > last.answered) last = counts;
    return counts.refused - last.refused >= mostRefused;
  };
}

function countsIn(text: string, namespace: string): Counts {
  const own = text.split('\n').filter((line) => line.includes(`namespace="${namespace}"`));
  const sum = (metric: string) =>
    own
      .filter((line) => line.startsWith(`${metric}{`) && line.includes('operation="RespondWorkflowTaskCompleted"'))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
  const refused = sum('temporal_request_failure');
  return { answered: sum('temporal_request') - refused, refused };
}
