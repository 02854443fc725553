import pLimit from 'p-limit';
import { refuse } from './refused.ts';

/**
 * Runs work in the order it was asked for, so many pieces at once and no more. So many others wait; whoever comes
 * beyond that is refused `unavailable` at once instead of waiting for longer than anybody would.
 */
export function createWorkLimit(atOnce: number, mostWaiting: number) {
  const limit = pLimit(atOnce);

  return async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (limit.pendingCount >= mostWaiting) refuse({ code: 'unavailable', retryAfterSeconds: 2 });
    return await limit(work);
  };
}
