import { isDuplicateKey } from '@interlude/service-kit/mongo';
import mongoose, { type Connection, Schema } from 'mongoose';

/** Where the entry of one booking stands for one person; written before it is put there, so that it is always found. */
export interface EventRow {
  /** Of the booking and the person. */
  _id: string;
  tenantId: string;
  personId: string;
  connectionId: string | null;
  calendarId: string | null;
  /** As the server answered last; null where it did not, or is not known. */
  etag: string | null;
  /** Nobody else deals with it before. */
  until: Date;
  /** When it is forgotten. */
  overAt: Date;
}

const schema = new Schema<EventRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    personId: { type: String, required: true },
    connectionId: String,
    calendarId: String,
    etag: String,
    until: { type: Date, required: true },
    overAt: { type: Date, required: true },
  },
  { collection: 'events', strict: 'throw', versionKey: false },
);
schema.index({ tenantId: 1, connectionId: 1 });
schema.index({ overAt: 1 }, { expireAfterSeconds: 0 });

export type EventStore = ReturnType<typeof createEventStore>;
export type EventRef = Pick<EventRow, '_id' | 'tenantId' | 'personId'>;
/** An entry while it is somebody's own. */
type Claimed = Pick<EventRow, '_id' | 'tenantId' | 'until'>;

export function createEventStore(connection: Connection) {
  const Row = connection.model('CalendarEvent', schema);
  const { trusted } = mongoose;
  return {
    /** The row, to oneself until then; null while somebody else deals with it. */
    async claim(
      { _id, tenantId, personId }: EventRef,
      { now, until }: { now: Date; until: Date },
    ): Promise<EventRow | null> {
      try {
        const blank = { connectionId: null, calendarId: null, etag: null };
        return await Row.findOneAndUpdate(
          { _id, tenantId, until: trusted({ $lte: now }) },
          { $set: { until }, $max: { overAt: until }, $setOnInsert: { personId, ...blank } },
          { upsert: true, returnDocument: 'after' },
        ).lean<EventRow>();
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /** False where it is somebody else's by now, who took so long: then nothing is written. */
    async write({ _id, tenantId, until }: Claimed, set: Partial<EventRow>): Promise<boolean> {
      return (await Row.updateOne({ _id, tenantId, until }, { $set: set })).matchedCount === 1;
    },

    async remove({ _id, tenantId, until }: Claimed): Promise<void> {
      await Row.deleteOne({ _id, tenantId, until });
    },

    /** What stands in the calendars of a connection; the first of many. */
    async listIn(tenantId: string, connectionId: string): Promise<EventRow[]> {
      return await Row.find({ tenantId, connectionId }).limit(500).lean<EventRow[]>();
    },
  };
}
