import { isDuplicateKey } from '@interlude/service-kit/mongo';
import type { EntryDrift } from '@interlude/shared/contracts/calendars';
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
  /** How it was put there last, and when; null or absent where no answer has come to it. */
  standing?: { readonly name: string; readonly from: Date; readonly to: Date; readonly at: Date } | null;
  /** What its owner has made of it since, as booking was told; absent where it is as it was put there. */
  drift?: EntryDrift | null;
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
    standing: { type: Schema.Types.Mixed, default: undefined },
    drift: String,
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

    /** What is still to come of what was put into a calendar, soonest first, and is nobody's work just now. */
    async listStanding(
      { tenantId, connectionId, calendarId }: Pick<EventRow, 'tenantId' | 'connectionId' | 'calendarId'>,
      now: Date,
    ): Promise<EventRow[]> {
      const isStanding = { 'standing.from': trusted({ $gt: now }), until: trusted({ $lte: now }) };
      return await Row.find({ tenantId, connectionId, calendarId, ...isStanding })
        .sort({ 'standing.from': 1 })
        .limit(500)
        .lean<EventRow[]>();
    },

    /** Nothing where it was written anew meanwhile. */
    async noteDrift({ _id, tenantId, standing }: EventRow, drift: EntryDrift | null): Promise<void> {
      await Row.updateOne({ _id, tenantId, 'standing.at': standing?.at } as never, { $set: { drift } });
    },

    /** What stands in the calendars of a connection; the first of many. */
    async listIn(tenantId: string, connectionId: string): Promise<EventRow[]> {
      return await Row.find({ tenantId, connectionId }).limit(500).lean<EventRow[]>();
    },
  };
}
