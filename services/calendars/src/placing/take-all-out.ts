import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionRow } from '../connections/connection-store.ts';
import { ProviderError } from '../providers/provider.ts';
import type { EventRef, EventRow } from './event-store.ts';
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
  const giveUpAt = deps.now() + patienceMs;
  for (let some = await list(deps, connection); some.length > 0; some = await list(deps, connection))
    await takeOut(deps, connection, { waiting: some, giveUpAt });
}

const list = async ({ events }: TakeOutDeps, { tenantId, _id }: ConnectionRow) => await events.listIn(tenantId, _id);

async function takeOut(
  deps: TakeOutDeps,
  connection: ConnectionRow,
  { waiting, giveUpAt }: { waiting: EventRow[]; giveUpAt: number },
): Promise<void> {
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
