import type { TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, type QueryFilter, Schema } from 'mongoose';
import type { Stored } from '../../mongo/mongo.ts';
import { countWrites } from '../../mongo/write-count.ts';
import { type BookingPage, byMark, needsSomebody, oneOf } from './booking-list-store.ts';
import type { BookingFilter } from './booking-parts.ts';
import type { Within } from './mark-store.ts';
import { createRowsStore, scheduledFields } from './scheduled-rows-store.ts';
import type { SessionRow } from './session-row.ts';

const schema = new Schema<Stored<SessionRow>>(
  { ...scheduledFields, terms: Schema.Types.Mixed },
  { collection: 'groupSessions', strict: 'throw', versionKey: false, minimize: false },
);

countWrites(schema);

export const groupSessionIndexes = [
  { key: { tenantId: 1, status: 1, people: 1 } },
  { key: byMark, partialFilterExpression: { 'marks.since': { $exists: true } } },
  { key: { planOver: 1, _id: 1 }, partialFilterExpression: { planOver: false } },
  { key: { 'dropOuts.state': 1 }, partialFilterExpression: { 'dropOuts.state': 'due' } },
] as const;

const isWithin: Within = ({ personId, sessionIds }) => ({
  $or: [{ people: personId }, { _id: oneOf(sessionIds) }] as QueryFilter<object>[],
});

export type GroupSessionStore = ReturnType<typeof createGroupSessionStore>;

export function createGroupSessionStore(connection: Connection) {
  const Session = connection.model<Stored<SessionRow>>('GroupSession', schema);
  const inNeed = (tenantId: TenantId, conditions: readonly QueryFilter<object>[] = []) =>
    ({ tenantId, $and: [needsSomebody, ...conditions] }) as QueryFilter<Stored<SessionRow>>;

  return {
    ...createRowsStore<SessionRow>(connection, 'GroupSession', isWithin),

    /** All that need somebody: few, whatever there is of sessions. */
    async listInNeed(tenantId: TenantId): Promise<SessionRow[]> {
      return await Session.find(inNeed(tenantId)).hint(byMark).lean<SessionRow[]>();
    },

    /** One page of those that need somebody and are in reach, newest first. */
    async listPageInNeed(
      tenantId: TenantId,
      { statuses, personId }: Pick<BookingFilter, 'statuses' | 'personId'>,
      { after, limit, reach }: BookingPage,
    ): Promise<SessionRow[]> {
      const conditions: QueryFilter<object>[] = [
        ...(statuses?.length ? [{ status: oneOf(statuses) }] : []),
        ...(personId ? [{ people: personId }] : []),
        ...(reach === null ? [] : [isWithin(reach)]),
        ...(after ? [{ _id: mongoose.trusted({ $lt: after._id }) }] : []),
      ];
      return await Session.find(inNeed(tenantId, conditions))
        .hint(byMark)
        .sort({ _id: -1 })
        .limit(limit)
        .lean<SessionRow[]>();
    },
  };
}
