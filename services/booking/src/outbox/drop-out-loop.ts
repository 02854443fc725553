import type { Logger } from 'pino';
import type { DropOuts } from '../interviews/drop-outs.ts';
import { errorFacts } from '../log.ts';

const everyMs = 5_000;

/** Looks every few seconds, and at start, for people who dropped out and were not dealt with; several may run. */
export function startDropOutLoop({ dropOuts, log }: { dropOuts: DropOuts; log: Logger }) {
  let isRunning = false;
  let running: Promise<void> = Promise.resolve();

  function look(): void {
    if (isRunning) return;
    isRunning = true;
    running = dropOuts
      .workOff()
      .catch((error: unknown) => log.warn({ error: errorFacts(error) }, 'drop-outs could not be read'))
      .finally(() => {
        isRunning = false;
      });
  }

  look();
  const timer = setInterval(look, everyMs);
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
    },
  };
}
