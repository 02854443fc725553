import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 100;
const slowLooks = 3;

/**
 * What stands in front of several copies: sends requests to those that say they are ready, and looks every tenth of a
 * second. One that says no or is gone gets nothing more at once; one that does not answer has three looks, as a busy
 * machine may be late.
 */
export function startBalancer(bases: readonly string[]) {
  const ready = new Set(bases);
  /** Why copies were left out, for whoever reads a failed test. */
  const left: string[] = [];
  /** Answers how many looks in a row had no answer. */
  async function look(base: string, slow: number): Promise<number> {
    try {
      const response = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(1_000) });
      if (response.ok) ready.add(base);
      else if (ready.delete(base)) left.push(`${base} said ${await response.text()}`);
      return 0;
    } catch (error) {
      const isSlow = error instanceof Error && error.name === 'TimeoutError';
      if ((!isSlow || slow + 1 >= slowLooks) && ready.delete(base)) left.push(`${base}: ${error}`);
      return isSlow ? slow + 1 : 0;
    }
  }
  let isOver = false;
  const looking = bases.map(async (base) => {
    let slow = 0;
    while (!isOver) {
      slow = await look(base, slow);
      await sleep(lookEveryMs);
    }
  });
  let turn = 0;
  return {
    next(): string {
      const present = [...ready];
      turn += 1;
      const base = present[turn % present.length];
      if (base === undefined) throw new Error(`nothing is ready: ${left.join('; ')}`);
      return base;
    },
    ready,
    async stop() {
      isOver = true;
      await Promise.all(looking);
    },
  };
}
