import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionRow } from '../connections/connection-store.ts';
import { ProviderError } from '../providers/provider.ts';
import type { EventRef } from './event-store.ts';
import { leaseMs, type PlaceDeps, removeEvent } from './place-event.ts';

const atOnce = 4;
const pauseMs = 100;
/** Whoever writes an entry just now is done sooner, unless its server hangs. */
const patienceMs = 12_000;

export type TakeOutDeps = Pick<PlaceDeps, 'writers' | 'access' | 'events' | 'now'>;

/**
 * Takes all entries of ours out of the calendars of a connection that is about to go, in which nothing is put any more.
 * Throws `ProviderError`.
 */
export async function takeAllOut(deps: TakeOutDeps, connection: ConnectionRow): Promise<void> {
  const waiting = await deps.events.listIn(connection.tenantId, connection._id);
  const giveUpAt = deps.now() + patienceMs;
  const work = async () => {
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      const row = await claimed(deps, ref, giveUpAt);
      try {
        if (row.connectionId !== connection._id) continue;
        await removeEvent(deps, row, connection);
        await deps.events.remove(row);
      } finally {
        await deps.events.write(row, { until: new Date(0) });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function claimed({ events, now }: TakeOutDeps, ref: EventRef, giveUpAt: number) {
  for (;;) {
    const at = now();
    const row = await events.claim(ref, { now: new Date(at), until: new Date(at + leaseMs) });
    if (row !== null) return row;
    if (at > giveUpAt) throw new ProviderError('retryable');
    await delay(pauseMs);
  }
}
