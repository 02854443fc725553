import { setTimeout as delay } from 'node:timers/promises';
import { errorFacts } from '@interlude/service-kit/log';
import type { ConnectionRow } from '../connections/connection-store.ts';
import { look } from './look.ts';
import type { LookDeps } from './look-deps.ts';
import { keepWatching } from './watching.ts';

/** A look mostly waits for somebody's server. */
export const looksAtOnce = 8;
/** However many calendars of a company are due and however slow they are, others have the rest. */
const atOnceOfOne = 2;
const idleMs = 500;
/** A look that ended with its process is begun again after this. */
const leaseMs = 60_000;

/**
 * Looks at whatever is due, a few at once and of one company fewer, those first that have waited longest. Nothing is remembered between looks, so
 * any number of processes share the work and each may end at any point.
 */
export function startLooking(deps: LookDeps) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ofTenant = new Map<string, number>();
  let line: Promise<unknown> = Promise.resolve();

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
    const row = await inLine(claim);
    if (row === null) return false;
    try {
      await look(deps, row);
      await keepWatching(deps, (await deps.connections.find(row)) ?? { ...row, calendars: [] });
    } finally {
      count(row.tenantId, -1);
    }
    return true;
  }

  // One after the other, so that each counts those before it.
  function inLine<Answer>(next: () => Promise<Answer>): Promise<Answer> {
    const mine = line.then(next);
    line = mine.catch(() => undefined);
    return mine;
  }

  async function claim(): Promise<ConnectionRow | null> {
    const now = deps.now();
    const full = [...ofTenant].flatMap(([tenantId, running]) => (running < atOnceOfOne ? [] : [tenantId]));
    const row = await deps.connections.claimDue(new Date(now), new Date(now + leaseMs), full);
    if (row !== null) count(row.tenantId, 1);
    return row;
  }

  function count(tenantId: string, more: number): void {
    const running = (ofTenant.get(tenantId) ?? 0) + more;
    if (running === 0) ofTenant.delete(tenantId);
    else ofTenant.set(tenantId, running);
  }

  const running = Promise.all(Array.from({ length: looksAtOnce }, work));
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
