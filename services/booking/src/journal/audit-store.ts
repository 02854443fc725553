import type { PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** What can be said of a booking in ids, codes and instants. */
export type Fact =
  | 'status'
  | 'startsAt'
  | 'people'
  | 'optionalPeople'
  | 'resources'
  | 'bookBy'
  | 'zone'
  | 'locale'
  | 'hourCycle'
  | 'noShow'
  | 'outcome'
  | 'retake'
  | 'payment'
  | 'reminderBefore';

/** What a fact was and what it is since; empty where there was or is none. */
export interface ChangedFact {
  readonly fact: Fact;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** One thing that happened. Ids and codes only: free text stays on the interview, where erasure reaches it. */
export interface AuditRow {
  _id: string;
  tenantId: TenantId;
  interviewId: string | null;
  at: Date;
  actor: { party: 'candidate' | 'staff' | 'timer'; id: string | null };
  action: string;
  detail: Record<string, string | number | boolean | null>;
  /** Before and after; absent where it changed nothing of it, and in rows from before this was kept. */
  changed?: readonly ChangedFact[];
  requestId: string;
  /** The same in all rows of one transaction that changed bookings; absent in rows from before this was kept. */
  commitId?: string;
}

const schema = new Schema<Stored<AuditRow>>(
  {
    _id: String,
    tenantId: String,
    interviewId: String,
    at: Date,
    actor: Schema.Types.Mixed,
    action: String,
    detail: Schema.Types.Mixed,
    changed: Schema.Types.Mixed,
    requestId: String,
    commitId: String,
  },
  { collection: 'audit', strict: 'throw', versionKey: false, minimize: false },
);

export const auditIndexes = [
  { key: { tenantId: 1, interviewId: 1, at: 1 } },
  { key: { tenantId: 1, at: -1 } },
] as const;

const mostEvents = 500;

export type AuditStore = ReturnType<typeof createAuditStore>;

/** Append-only: there is no way to change or delete a row. */
export function createAuditStore(connection: Connection) {
  const Audit = connection.model('Audit', schema);

  return {
    async append(...rows: readonly AuditRow[]): Promise<void> {
      await Audit.insertMany(rows, { lean: true });
    },

    /** Those of the bookings to which this person has done it. */
    async listDoneBy(
      tenantId: TenantId,
      ids: readonly string[],
      { action, personId }: { readonly action: string; readonly personId: PersonId },
    ): Promise<readonly string[]> {
      const interviewId = mongoose.trusted({ $in: [...ids] });
      return await Audit.distinct('interviewId', { tenantId, interviewId, action, 'actor.id': personId });
    },

    async findOf(tenantId: TenantId, interviewId: string, eventId: string): Promise<AuditRow | null> {
      return await Audit.findOne({ _id: eventId, tenantId, interviewId }).lean<AuditRow>();
    },

    /**
     * What happened to one booking, oldest first; of very much only the newest, or the newest before one of its events,
     * and whether there is more.
     */
    async listOf(
      tenantId: TenantId,
      interviewId: string,
      before?: Pick<AuditRow, '_id' | 'at'>,
    ): Promise<{ rows: AuditRow[]; isCut: boolean }> {
      const { trusted } = mongoose;
      const earlier = before && {
        at: trusted({ $lte: before.at }),
        $or: [{ at: trusted({ $lt: before.at }) }, { _id: trusted({ $lt: before._id }) }],
      };
      const newest = await Audit.find({ tenantId, interviewId, ...earlier })
        .sort({ at: -1, _id: -1 })
        .limit(mostEvents + 1)
        .lean<AuditRow[]>();
      return { rows: newest.slice(0, mostEvents).reverse(), isCut: newest.length > mostEvents };
    },

    /** Wakes whoever has a console open; see `live-company.ts`. */
    watch() {
      return Audit.watch([{ $match: { operationType: 'insert' } }, { $project: { 'fullDocument.tenantId': 1 } }]);
    },
  };
}
