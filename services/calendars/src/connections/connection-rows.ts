import { type CalendarConnection, type CalendarInput, usuallyCounted } from '@interlude/shared/contracts/calendars';
import { idPrefixes } from '@interlude/shared/ids';
import { ulid } from 'ulid';
import type { LookDeps } from '../looking/look-deps.ts';
import { CallRefused } from './calls.ts';
import type { CalendarPart, ConnectionRow } from './connection-store.ts';
import { placeOf } from './place-of.ts';

/** Somebody has enough calendars. */
export const mostConnections = 10;

export const unfailed = { state: 'ok', because: null, failures: 0 } as const;

type Blank = Pick<ConnectionRow, 'tenantId' | 'personId' | 'zone' | 'provider' | 'name'>;

/** A calendar that was not read yet. */
export function partOf(id: string, name: string): CalendarPart {
  const unread = { spans: [], cursor: null, cursorFrom: null, because: null, freshAt: null };
  return { id, name, isBusy: true, ...unread };
}

/** How rows of connections are made, opened and changed. */
export function connectionRows({ connections, secrets, now }: Pick<LookDeps, 'connections' | 'secrets' | 'now'>) {
  return {
    secretOf<Secret>(row: ConnectionRow): Secret {
      return JSON.parse(secrets.open(row.secret, placeOf(row)));
    },

    sealed(row: ConnectionRow, secret: object): string {
      return secrets.seal(JSON.stringify(secret), placeOf(row));
    },

    blank(of: Blank, present: number): ConnectionRow {
      if (present >= mostConnections) throw new CallRefused('too_many');
      const fresh = { ...unfailed, freshAt: null, removedAt: null };
      const at = new Date(now());
      const empty = { secret: '-', calendars: [], writeTo: null, version: 1 };
      return {
        _id: `${idPrefixes.connection}_${ulid()}`,
        ...of,
        ...empty,
        ...fresh,
        readDueAt: at,
        dueAt: at,
        createdAt: at,
      };
    },

    async changed(row: ConnectionRow, set: Partial<ConnectionRow>): Promise<ConnectionRow> {
      const kept = await connections.change(row, set);
      if (kept === null) throw new CallRefused('retryable');
      return kept;
    },

    async found({ tenantId, personId, connectionId }: CalendarInput<'syncNow'>): Promise<ConnectionRow> {
      const row = await connections.find({ tenantId, personId, _id: connectionId });
      if (row === null) throw new CallRefused('not_found');
      return row;
    },
  };
}

/** What people see of it. */
export function viewOf(row: ConnectionRow): CalendarConnection {
  const { _id, provider, name, state, because, freshAt, calendars, writeTo } = row;
  return {
    connectionId: _id,
    provider,
    name,
    state,
    because,
    freshAt: freshAt?.toISOString() ?? null,
    calendars: calendars.map(({ id, name: called, counts = usuallyCounted, because: fault, mayWrite }) => ({
      calendarId: id,
      name: called,
      counts: [...counts],
      because: fault,
      ...(mayWrite === undefined ? {} : { isWritable: mayWrite }),
    })),
    busyFrom: calendars.flatMap(({ id, isBusy }) => (isBusy ? [id] : [])),
    writeTo,
  };
}
