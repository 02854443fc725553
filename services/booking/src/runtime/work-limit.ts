import { refuse } from './refused.ts';

/**
 * Runs work in the order it was asked for, so many pieces at once and no more. So many others wait; whoever comes
 * beyond that is refused `unavailable` at once instead of waiting for longer than anybody would.
 */
export function createTurns(atOnce: number, mostWaiting: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else if (waiting.length >= mostWaiting) refuse({ code: 'unavailable', retryAfterSeconds: 2 });
    // Whoever ends hands the turn over, so that nobody who comes in between takes it as well.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
