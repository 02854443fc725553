import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorFacts } from './log.ts';

interface Rounds {
  readonly name: string;
  readonly everyMs: number;
  /** A round begins so long after it was woken: what wakes comes in bursts, and one round sees all of it. */
  readonly gatherMs: number;
  readonly log: Logger;
}

/**
 * Looks at the same thing at start, every so often and when woken, one round after the other. Nothing is remembered
 * between rounds, so a process may end at any point; a round that fails is logged, and the next one looks again.
 */
export function startRounds(round: () => Promise<void>, { name, everyMs, gatherMs, log }: Rounds) {
  let isStopped = false;
  let isAwake = true;
  let wake: () => void = () => undefined;
  const timer = setInterval(wakeUp, everyMs);

  function wakeUp(): void {
    isAwake = true;
    wake();
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      if (!isAwake) await new Promise<void>((resolve) => (wake = resolve));
      if (!isStopped) await sleep(gatherMs);
      if (isStopped) return;
      isAwake = false;
      try {
        await round();
      } catch (error) {
        log.warn({ error: errorFacts(error) }, `a round of the ${name} failed, will be repeated`);
      }
    }
  }

  const running = run();
  return {
    wakeUp,
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(timer);
      wakeUp();
      await running;
    },
  };
}
