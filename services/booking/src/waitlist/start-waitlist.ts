import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app.ts';
import { errorFacts } from '../log.ts';
import { offerRound } from './offer-round.ts';

const everyMs = 2_000;
// Commands come in bursts; one round a little later sees all of them.
const gatherMs = 200;

/**
 * Offers freed times to those who wait: at start, every few seconds, and when woken because an interview changed.
 * Nothing is remembered between rounds, so a process may end at any point.
 */
export function startWaitlist(app: App) {
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
      if (isStopped) return;
      await sleep(gatherMs);
      isAwake = false;
      try {
        await offerRound(app);
      } catch (error) {
        app.log.warn({ error: errorFacts(error) }, 'a round of the waitlist failed, will be repeated');
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
