import type { BookingId, ProofId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo.ts';

/** One nudge still owed to a workflow; written in the transaction of the change it tells of. */
export interface OutboxRow {
  _id: string;
  tenantId: TenantId;
  /** A booking, or a proof whose code is to be mailed. */
  interviewId: BookingId | ProofId;
  rev: number;
  createdAt: Date;
  deliveredAt: Date | null;
}

const schema = new Schema<Stored<OutboxRow>>(
  { _id: String, tenantId: String, interviewId: String, rev: Number, createdAt: Date, deliveredAt: Date },
  { collection: 'outbox', strict: 'throw', versionKey: false },
);

export const outboxIndexes = [
  { key: { createdAt: 1 }, partialFilterExpression: { deliveredAt: null } },
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

    /** The oldest nudges nobody has delivered yet, across tenants. */
    async listPending(limit: number): Promise<OutboxRow[]> {
      return await Outbox.find({ deliveredAt: null }, null, { crossTenant: true })
        .sort({ createdAt: 1 })
        .limit(limit)
        .lean<OutboxRow[]>();
    },

    async markDelivered(eventIds: readonly string[], at: Date): Promise<void> {
      await Outbox.updateMany({ _id: trusted({ $in: [...eventIds] }) }, { $set: { deliveredAt: at } }).setOptions({
        crossTenant: true,
        // Lost in a change of primary, the nudge goes out once more.
        writeConcern: { w: 1 },
      });
    },

    /** How many wait, and since when the oldest does. */
    async backlog(): Promise<{ depth: number; oldest: Date | null }> {
      const [depth, oldest] = await Promise.all([
        Outbox.countDocuments({ deliveredAt: null }, { crossTenant: true }),
        Outbox.findOne({ deliveredAt: null }, null, { crossTenant: true }).sort({ createdAt: 1 }).lean<OutboxRow>(),
      ]);
      return { depth, oldest: oldest?.createdAt ?? null };
    },

    watch() {
      return Outbox.watch([{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }]);
    },
  };
}
