import { createHash } from 'node:crypto';
import { isDuplicateKey } from '@interlude/service-kit/mongo';
import type { LookDeps } from '../looking/look-deps.ts';
import type { CaldavSecret } from '../providers/caldav.ts';
import type { GoogleSecret } from '../providers/google.ts';
import type { IcsSecret } from '../providers/ics.ts';
import { CallRefused } from './calls.ts';
import { connectionRows, mostConnections } from './connection-rows.ts';
import type { ConnectionRow } from './connection-store.ts';
import { placeOf } from './place-of.ts';

type Owned = Pick<ConnectionRow, 'tenantId' | 'personId' | 'provider'>;
type Places = readonly Pick<ConnectionRow, '_id' | 'place'>[];

/** Names an account of somebody at a provider; the account cannot be told by it. */
export function accountOf({ tenantId, personId, provider }: Owned, secret: object): string {
  const name = JSON.stringify([tenantId, personId, provider, ...nameIn(provider, secret)]);
  return createHash('sha256').update(name).digest('base64url');
}

function nameIn(provider: ConnectionRow['provider'], secret: object): string[] {
  if (provider === 'ics') return [(secret as IcsSecret).url];
  if (provider === 'google') return [(secret as GoogleSecret).account];
  const { url, username } = secret as CaldavSecret;
  return [url, username];
}

/** Each account is connected once, and nobody has more than some: both are held by unique indexes, whoever is at once. */
export function accounts({ connections, secrets, now }: Pick<LookDeps, 'connections' | 'secrets' | 'now'>) {
  const { secretOf, changed } = connectionRows({ connections, secrets, now });

  /** Of a row from before accounts were named, by what it holds; null where that does not open. */
  function named(row: ConnectionRow): string | null {
    if (row.account !== undefined) return row.account;
    return secrets.opens(row.secret, placeOf(row)) ? accountOf(row, secretOf<object>(row)) : null;
  }

  function find(rows: readonly ConnectionRow[], account: string): ConnectionRow | undefined {
    return rows.find((row) => named(row) === account);
  }

  /** False where its account or its place is that of another by now. */
  async function inserted(row: ConnectionRow): Promise<boolean> {
    try {
      await connections.insert(row);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** What it had chosen beside the one that stays is chosen there: nothing is more free for it. */
  async function merge(double: ConnectionRow, older: ConnectionRow): Promise<void> {
    const chosen = double.calendars.filter(({ isBusy }) => isBusy);
    const calendars = older.calendars.map((part) =>
      part.isBusy ? part : (chosen.find(({ id }) => id === part.id) ?? part),
    );
    await changed(older, { calendars, writeTo: older.writeTo ?? double.writeTo });
    await connections.remove(double, new Date(now()));
  }

  return {
    find,

    /** Keeps a new connection; where its account is connected meanwhile, answers that one. Throws `CallRefused`. */
    async keep(row: ConnectionRow, account: string): Promise<ConnectionRow | null> {
      for (let tries = 0; tries <= mostConnections; tries++) {
        const rows = await connections.listOf(row.tenantId, row.personId);
        const there = find(rows, account);
        if (there !== undefined) return there;
        const place = rows.length < mostConnections ? freePlace(rows) : null;
        if (place === null) throw new CallRefused('too_many');
        if (await inserted({ ...row, account, place })) return null;
      }
      throw new CallRefused('retryable');
    },

    /** Whether it is the younger of two of one account, from before these were refused; such a one is disconnected. */
    async isDouble(row: ConnectionRow): Promise<boolean> {
      const account = named(row);
      if (account === null) return false;
      const rows = await connections.listOf(row.tenantId, row.personId);
      const older = rows.slice(
        0,
        Math.max(
          0,
          rows.findIndex(({ _id }) => _id === row._id),
        ),
      );
      const first = find(older, account);
      if (first !== undefined) {
        await merge(row, first);
        return true;
      }
      const place = freePlace(rows);
      if (place !== null) await connections.settle(row, { account, place });
      return false;
    },
  };
}

function freePlace(rows: Places): number | null {
  const taken = new Set(rows.map(({ place }) => place));
  return Array.from({ length: mostConnections }, (_, n) => n + 1).find((place) => !taken.has(place)) ?? null;
}
