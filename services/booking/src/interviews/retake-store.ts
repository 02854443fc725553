import type { InterviewId, JobId, PersonId, RetakeRequestId, TenantId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/schemas/fields';
import { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

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
  { key: { tenantId: 1, state: 1, createdAt: 1, _id: 1 } },
  { key: { tenantId: 1, createdAt: 1, _id: 1 } },
] as const;

export interface RetakePage {
  readonly after: (Pick<RetakeRow, 'createdAt'> & { readonly _id: string }) | null;
  readonly limit: number;
  readonly reach: { readonly personId: PersonId; readonly jobIds: readonly JobId[] } | null;
}

function laterThan({ createdAt, _id }: NonNullable<RetakePage['after']>) {
  return { createdAt: { $gte: createdAt }, $or: [{ createdAt: { $gt: createdAt } }, { _id: { $gt: _id } }] };
}

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
    /** One page, oldest first, of the requests for interviews that are in reach; `after` is the last of the page before. */
    async list(tenantId: TenantId, state: RetakeRow['state'] | undefined, page: RetakePage): Promise<RetakeRow[]> {
      const { after, limit, reach } = page;
      const mine = reach === null ? [] : [{ people: reach.personId }, { jobId: { $in: [...reach.jobIds] } }];
      const isInReach = [
        {
          $lookup: {
            from: 'bookings',
            localField: 'interviewId',
            foreignField: '_id',
            pipeline: [{ $match: { tenantId, $or: mine } }, { $project: { _id: 1 } }],
            as: 'mine',
          },
        },
        { $match: { 'mine.0': { $exists: true } } },
        { $project: { mine: 0 } },
      ];
      return await Retake.aggregate<RetakeRow>([
        { $match: { tenantId, ...(state ? { state } : {}), ...(after ? laterThan(after) : {}) } },
        { $sort: { createdAt: 1, _id: 1 } },
        ...(reach === null ? [] : isInReach),
        { $limit: limit },
      ]);
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
