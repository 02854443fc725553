import type { LookDeps } from '../looking/look-deps.ts';
import { endWatching } from '../looking/watching.ts';
import type { ConnectionRow } from './connection-store.ts';
import { revokeConsent } from './revoke-consent.ts';

/**
 * Disconnects a calendar: nothing is told of it any more, and the consent it rests on is taken back where no other rests on
 * it. Null where it was not there.
 */
export async function disconnect(deps: LookDeps, row: ConnectionRow): Promise<ConnectionRow | null> {
  await endWatching(deps, row);
  const removed = await deps.connections.remove(row, new Date(deps.now()));
  if (removed !== null) await revokeConsent(deps, removed);
  return removed;
}

/** Forgets all calendars of a person who has left, after each was disconnected. Safe to repeat. */
export async function letGo(
  deps: LookDeps,
  { tenantId, personId }: Pick<ConnectionRow, 'tenantId' | 'personId'>,
): Promise<void> {
  const rows = await deps.connections.listOf(tenantId, personId);
  await Promise.all(rows.map(async (row) => await disconnect(deps, row)));
  await deps.connections.forgetAll(tenantId, personId);
}
