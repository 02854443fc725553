import type { ConnectionRow } from '../connections/connection-store.ts';
import { type PlaceDeps, removeEvent } from './place-event.ts';

const atOnce = 4;

export type TakeOutDeps = Pick<PlaceDeps, 'writers' | 'access' | 'events'>;

/** Takes all entries of ours out of the calendars of a connection that is about to go. Throws `ProviderError`. */
export async function takeAllOut(deps: TakeOutDeps, connection: ConnectionRow): Promise<void> {
  const rows = await deps.events.listIn(connection.tenantId, connection._id);
  const waiting = [...rows];
  const work = async () => {
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      await removeEvent(deps, row, connection);
      await deps.events.remove(row);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
