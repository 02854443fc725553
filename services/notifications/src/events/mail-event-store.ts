import { isDuplicateKey } from '@interlude/service-kit/mongo';
import { type Connection, Schema } from 'mongoose';
import type { MailEvent } from './mail-event.ts';

type Stored<Row> = { [Field in keyof Row]: Row[Field] extends string ? string : Row[Field] };
type EventRow = Omit<MailEvent, 'id'> & { _id: string; receivedAt: Date; handledAt: Date | null };

const keptSeconds = 90 * 24 * 3_600;

const schema = new Schema<Stored<EventRow>>(
  {
    _id: String,
    type: { type: String, required: true },
    sk: String,
    messageId: String,
    addressHash: { type: String, required: true },
    stream: String,
    delivery: String,
    suppression: String,
    detail: String,
    at: { type: Date, required: true },
    receivedAt: { type: Date, required: true },
    handledAt: Date,
  },
  { collection: 'mailEvents', strict: 'throw', versionKey: false },
);
schema.index({ receivedAt: 1 }, { partialFilterExpression: { handledAt: null } });
schema.index({ handledAt: 1 }, { expireAfterSeconds: keptSeconds });

export type MailEventStore = ReturnType<typeof createMailEventStore>;

export function createMailEventStore(connection: Connection) {
  const Event = connection.model('MailEvent', schema);

  return {
    /** Keeps the event durably; false when it was already there. */
    async insert({ id, ...event }: MailEvent): Promise<boolean> {
      try {
        await Event.create({ _id: id, ...event, receivedAt: new Date(), handledAt: null });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Events nobody has acted on yet, oldest first. */
    async listUnhandled(limit: number, skip: number): Promise<MailEvent[]> {
      const rows = await Event.find({ handledAt: null })
        .sort({ receivedAt: 1, _id: 1 })
        .skip(skip)
        .limit(limit)
        .lean<EventRow[]>();
      return rows.map(({ _id, receivedAt: _received, handledAt: _handled, stream = null, ...event }) => {
        // Events from before streams were told apart are about the main one.
        return { id: _id, stream, ...event };
      });
    },

    async markHandled(id: string): Promise<void> {
      await Event.updateOne({ _id: id }, { $set: { handledAt: new Date() } });
    },
  };
}
