import type { QueryClient } from '@tanstack/solid-query';

const patienceMs = 1_000;

/**
 * Runs once nothing that the page asked for is on its way any more and the browser has time: for what is wanted soon,
 * but must not delay what is wanted now.
 */
export function whenQuiet(queries: QueryClient, run: () => void): () => void {
  let isOver = false;
  const stop = queries.getQueryCache().subscribe(() => check());
  const timer = setTimeout(check);

  function check() {
    if (isOver || queries.isFetching() > 0) return;
    end();
    // Safari has no idle time to tell of.
    if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: patienceMs });
    else setTimeout(run);
  }

  function end() {
    isOver = true;
    stop();
    clearTimeout(timer);
  }
  return end;
}
