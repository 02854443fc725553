import { createHash, timingSafeEqual } from 'node:crypto';
import { type Connection, Schema } from 'mongoose';

/** A way on which a provider tells that something in a calendar has changed. */
export interface ChannelRow {
  _id: string;
  tenantId: string;
  personId: string;
  connectionId: string;
  calendarId: string;
  /** Where it tells. */
  address: string;
  /** Of the secret that comes with whatever is told. */
  tokenHash: string;
  /** As the provider names it; null where it was not opened, or no answer has come to it. */
  resourceId: string | null;
  /** When it ends, or is asked for again. */
  until: Date;
}

const schema = new Schema<ChannelRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    personId: { type: String, required: true },
    connectionId: { type: String, required: true },
    calendarId: { type: String, required: true },
    address: { type: String, required: true },
    tokenHash: { type: String, required: true },
    resourceId: String,
    until: { type: Date, required: true },
  },
  { collection: 'channels', strict: 'throw', versionKey: false },
);
schema.index({ tenantId: 1, connectionId: 1 });
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

export type ChannelStore = ReturnType<typeof createChannelStore>;

export function createChannelStore(connection: Connection) {
  const Row = connection.model('CalendarChannel', schema);
  return {
    async insert(row: ChannelRow): Promise<void> {
      await Row.insertMany([row], { lean: true });
    },

    async opened(id: string, set: Pick<ChannelRow, 'resourceId' | 'until'>): Promise<void> {
      await Row.updateOne({ _id: id }, { $set: set });
    },

    async listOf({ tenantId, connectionId }: Pick<ChannelRow, 'tenantId' | 'connectionId'>): Promise<ChannelRow[]> {
      return await Row.find({ tenantId, connectionId }).lean<ChannelRow[]>();
    },

    async remove({ _id }: Pick<ChannelRow, '_id'>): Promise<void> {
      await Row.deleteOne({ _id });
    },

    /** Null for one that is not there, or whose secret is another. */
    async findBySecret(id: string, token: string): Promise<ChannelRow | null> {
      const row = await Row.findOne({ _id: id }).lean<ChannelRow>();
      const isTheirs = row !== null && timingSafeEqual(Buffer.from(row.tokenHash), Buffer.from(tokenHashOf(token)));
      return isTheirs ? row : null;
    },
  };
}

export function tokenHashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
