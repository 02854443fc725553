import type { ConnectionStore } from './connection-store.ts';
import { placeOf } from './place-of.ts';
import type { SecretBox } from './secret-box.ts';

interface KeyDeps {
  readonly connections: Pick<ConnectionStore, 'listSecrets'>;
  readonly secrets: SecretBox;
}

/** Says in a line which keys are missing, or others than they were, and how much was sealed by each; null where all opens. */
export async function missingKeys({ connections, secrets }: KeyDeps): Promise<string | null> {
  const closed = new Map<string, number>();
  for await (const row of connections.listSecrets()) {
    if (secrets.opens(row.secret, placeOf(row))) continue;
    const key = secrets.keyOf(row.secret);
    closed.set(key, (closed.get(key) ?? 0) + 1);
  }
  if (closed.size === 0) return null;
  const each = [...closed].map(([key, count]) => `${key} (${count} calendar connections)`);
  return `INTERLUDE_CALENDAR_KEYS does not open what is stored: put back the key ${each.join(' and ')}`;
}
