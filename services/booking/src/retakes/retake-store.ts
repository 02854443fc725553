import type { InterviewId, PersonId, RetakeRequestId, TenantId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/interview';
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Stored } from '../mongo.ts';

/** A wish for another attempt and what became of it. */
export interface RetakeRow {
  _id: RetakeRequestId;
  tenantId: TenantId;
  interviewId: InterviewId;
  rootInterviewId: InterviewId;
  requestedBy: { party: 'candidate' | 'staff'; personId: PersonId | null };
  reason: Reason;
  state: 'pending' | 'approved' | 'rejected' | 'issued' | 'expired';
  /** Pending, or approved and waiting: at most one of these per lineage (unique index). */
  active: boolean;
  createdAt: Date;
  expiresAt: Date;
  decidedBy: PersonId | null;
  decidedAt: Date | null;
  decisionReason: Reason | null;
  issuesAt: Date | null;
  newInterviewId: InterviewId | null;
}

const mixed = Schema.Types.Mixed;
const schema = new Schema<Stored<RetakeRow>>(
  {
    _id: String,
    tenantId: String,
    interviewId: String,
    rootInterviewId: String,
    requestedBy: mixed,
    reason: mixed,
    state: String,
    active: Boolean,
    createdAt: Date,
    expiresAt: Date,
    decidedBy: String,
    decidedAt: Date,
    decisionReason: mixed,
    issuesAt: Date,
    newInterviewId: String,
  },
  { collection: 'retakeRequests', strict: 'throw', versionKey: false, minimize: false },
);

export const retakeIndexes = [
  { key: { tenantId: 1, rootInterviewId: 1 }, unique: true, partialFilterExpression: { active: true } },
  { key: { tenantId: 1, state: 1, createdAt: 1 } },
] as const;

export type RetakeStore = ReturnType<typeof createRetakeStore>;

export function createRetakeStore(connection: Connection) {
  const Retake = connection.model('RetakeRequest', schema);

  return {
    /** Throws the duplicate-key error when the lineage already has an active request. */
    async insert(row: RetakeRow): Promise<void> {
      await Retake.insertMany([row], { lean: true });
    },
    async find(tenantId: TenantId, requestId: string): Promise<RetakeRow | null> {
      return await Retake.findOne({ tenantId, _id: requestId }).lean<RetakeRow>();
    },
    async findActive(tenantId: TenantId, rootInterviewId: string): Promise<RetakeRow | null> {
      return await Retake.findOne({ tenantId, rootInterviewId, active: true }).lean<RetakeRow>();
    },
    async list(tenantId: TenantId, state?: RetakeRow['state']): Promise<RetakeRow[]> {
      return await Retake.find(state ? { tenantId, state } : { tenantId })
        .sort({ createdAt: 1 })
        .limit(500)
        .lean<RetakeRow[]>();
    },
    async listOf(tenantId: TenantId, rootInterviewId: string): Promise<RetakeRow[]> {
      return await Retake.find({ tenantId, rootInterviewId }).sort({ createdAt: 1 }).lean<RetakeRow[]>();
    },
    /** Compare-and-set on the state; false when somebody else decided first. */
    async change(seen: RetakeRow, set: Partial<RetakeRow>): Promise<boolean> {
      const { tenantId, _id, state } = seen;
      const { matchedCount } = await Retake.updateOne({ tenantId, _id, state }, { $set: set });
      return matchedCount === 1;
    },
  };
}
