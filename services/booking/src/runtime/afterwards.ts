import type { Logger } from 'pino';
import { errorFacts } from './log.ts';

/**
 * Work that a request causes and nobody waits for: the answer is given before it begins, so neither its outcome nor its
 * length can be read from the answer.
 */
export function createAfterwards(log: Logger) {
  const running = new Set<Promise<void>>();
  return {
    do(work: () => Promise<unknown>): void {
      const begun = new Promise((resolve) => setImmediate(resolve)).then(work).then(
        () => undefined,
        (error: unknown) => log.error({ error: errorFacts(error) }, 'what a request left to do failed'),
      );
      running.add(begun);
      void begun.finally(() => running.delete(begun));
    },
    async settled(): Promise<void> {
      await Promise.all(running);
    },
  };
}

export type Afterwards = ReturnType<typeof createAfterwards>;
