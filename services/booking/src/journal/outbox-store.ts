import { type Urgency, urgency } from '@interlude/shared/contracts/lifecycle';
import type { BookingId, SingleMailId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** One nudge still owed to a workflow; written in the transaction of the change it tells of. */
export interface OutboxRow {
  _id: string;
  tenantId: TenantId;
  interviewId: BookingId | SingleMailId;
  rev: number;
  createdAt: Date;
  deliveredAt: Date | null;
  /** Absent in rows from before there were classes. */
  urgency?: Urgency;
  /** How often it failed by itself, since when, and when it is tried again; absent until it did. */
  tries?: number;
  failingSince?: Date;
  notBefore?: Date;
  /** It failed for so long that it is not tried any more until somebody releases it. */
  parkedAt?: Date;
}

export type OutboxRest = Pick<OutboxRow, 'tries' | 'failingSince' | 'notBefore' | 'parkedAt'>;

const schema = new Schema<Stored<OutboxRow>>(
  {
    _id: String,
    tenantId: String,
    interviewId: String,
    rev: Number,
    createdAt: Date,
    deliveredAt: Date,
    urgency: Number,
    tries: Number,
    failingSince: Date,
    notBefore: Date,
    parkedAt: Date,
  },
  { collection: 'outbox', strict: 'throw', versionKey: false },
);

export const outboxIndexes = [
  { key: { createdAt: 1 }, partialFilterExpression: { deliveredAt: null } },
  { key: { tenantId: 1, urgency: 1, createdAt: 1 }, partialFilterExpression: { deliveredAt: null } },
  { key: { deliveredAt: 1 }, expireAfterSeconds: 7 * 86_400 },
] as const;

export type OutboxStore = ReturnType<typeof createOutboxStore>;

export function createOutboxStore(connection: Connection) {
  const Outbox = connection.model('Outbox', schema);
  const { trusted } = mongoose;

  return {
    async append(...rows: readonly OutboxRow[]): Promise<void> {
      await Outbox.insertMany(rows, { lean: true });
    },

    /**
     * Nudges nobody has delivered yet that may be tried now: the more urgent first, within a class the companies in turn,
     * of each company the oldest.
     */
    async listPending(limit: number, now: Date): Promise<OutboxRow[]> {
      const waiting = {
        deliveredAt: null,
        parkedAt: null,
        $or: [{ notBefore: null }, { notBefore: trusted({ $lte: now }) }],
      };
      const tenantIds = await Outbox.distinct('tenantId', { deliveredAt: null }).setOptions({ crossTenant: true });
      const perTenant = Math.ceil(limit / Math.max(1, tenantIds.length));
      const rows = await Promise.all(
        tenantIds.map((tenantId) =>
          Outbox.find({ ...waiting, tenantId })
            .sort({ urgency: 1, createdAt: 1 })
            .limit(perTenant)
            .lean<OutboxRow[]>(),
        ),
      );
      return inTurns(rows);
    },

    /** Notes that it failed by itself: it is tried again then, or by hand only. */
    async putOff(
      { _id, tenantId }: OutboxRow,
      set: Pick<OutboxRow, 'tries' | 'failingSince' | 'notBefore' | 'parkedAt'>,
    ) {
      await Outbox.updateOne({ _id, tenantId }, { $set: set });
    },

    async listParked(): Promise<OutboxRow[]> {
      return await Outbox.find({ deliveredAt: null, parkedAt: trusted({ $ne: null }) }, null, { crossTenant: true })
        .sort({ createdAt: 1 })
        .lean<OutboxRow[]>();
    },

    async release(): Promise<number> {
      const filter = { deliveredAt: null, parkedAt: trusted({ $ne: null }) };
      const unset = { tries: 1, failingSince: 1, notBefore: 1, parkedAt: 1 };
      return (await Outbox.updateMany(filter, { $unset: unset }).setOptions({ crossTenant: true })).modifiedCount;
    },

    async markDelivered(eventIds: readonly string[], at: Date): Promise<void> {
      await Outbox.updateMany({ _id: trusted({ $in: [...eventIds] }) }, { $set: { deliveredAt: at } }).setOptions({
        crossTenant: true,
        // A nudge whose deletion is lost in a change of primary goes out once more, which does no harm.
        writeConcern: { w: 1 },
      });
    },

    /** How many wait, since when the oldest does, and how many are parked. */
    async backlog(): Promise<{ depth: number; oldest: Date | null; parked: number }> {
      const waiting = { deliveredAt: null, parkedAt: null };
      const [depth, oldest, parked] = await Promise.all([
        Outbox.countDocuments(waiting, { crossTenant: true }),
        Outbox.findOne(waiting, null, { crossTenant: true }).sort({ createdAt: 1 }).lean<OutboxRow>(),
        Outbox.countDocuments({ deliveredAt: null, parkedAt: trusted({ $ne: null }) }, { crossTenant: true }),
      ]);
      return { depth, oldest: oldest?.createdAt ?? null, parked };
    },

    watch() {
      return Outbox.watch([{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }]);
    },
  };
}

function inTurns(rowsOfTenants: readonly (readonly OutboxRow[])[]): OutboxRow[] {
  const classOf = (row: OutboxRow) => row.urgency ?? urgency.soon;
  const turns = rowsOfTenants.flatMap((rows) => {
    const seen = new Map<Urgency, number>();
    return rows.map((row) => {
      const turn = seen.get(classOf(row)) ?? 0;
      seen.set(classOf(row), turn + 1);
      return { row, turn };
    });
  });
  return turns
    .sort((one, other) => classOf(one.row) - classOf(other.row) || one.turn - other.turn)
    .map(({ row }) => row);
}
