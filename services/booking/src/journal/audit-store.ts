import type { TenantId } from '@interlude/shared/ids';
import { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** One thing that happened. Ids and codes only: free text stays on the interview, where erasure reaches it. */
export interface AuditRow {
  _id: string;
  tenantId: TenantId;
  interviewId: string | null;
  at: Date;
  actor: { party: 'candidate' | 'staff' | 'timer'; id: string | null };
  action: string;
  detail: Record<string, string | number | boolean | null>;
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

    /** What happened to one booking, oldest first; of very much only the newest, and whether there is more. */
    async listOf(tenantId: TenantId, interviewId: string): Promise<{ rows: AuditRow[]; isCut: boolean }> {
      const newest = await Audit.find({ tenantId, interviewId })
        .sort({ at: -1, _id: -1 })
        .limit(mostEvents + 1)
        .lean<AuditRow[]>();
      return { rows: newest.slice(0, mostEvents).reverse(), isCut: newest.length > mostEvents };
    },
  };
}
