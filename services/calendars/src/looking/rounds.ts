import { setTimeout as delay } from 'node:timers/promises';
import { errorFacts } from '@interlude/service-kit/log';
import type { Logger } from 'pino';
import { type LookDeps, look } from './look.ts';

const atOnce = 4;
const idleMs = 500;
/** A look that ended with its process is begun again after this. */
const leaseMs = 60_000;

/**
 * Looks at whatever is due, a few at once, those first that have waited longest. Nothing is remembered between looks, so
 * any number of processes share the work and each may end at any point.
 */
export function startLooking(deps: LookDeps & { readonly log: Logger }) {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function work(): Promise<void> {
    while (!signal.aborted) {
      const isDone = await one().catch((error: unknown) => {
        deps.log.warn(errorFacts(error), 'a look failed, will be repeated');
        return false;
      });
      if (!isDone) await delay(idleMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async function one(): Promise<boolean> {
    const now = deps.now();
    const row = await deps.connections.claimDue(new Date(now), new Date(now + leaseMs));
    if (row !== null) await look(deps, row);
    return row !== null;
  }

  const running = Promise.all(Array.from({ length: atOnce }, work));
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
