import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';

interface CounterRow {
  _id: string;
  used: number;
  expiresAt: Date;
}

const schema = new Schema<CounterRow>(
  { _id: String, used: Number, expiresAt: Date },
  { collection: 'rateLimits', strict: 'throw', versionKey: false },
);

export const rateLimitIndexes = [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }] as const;

export type RateLimitStore = ReturnType<typeof createRateLimitStore>;

export function createRateLimitStore(connection: Connection) {
  const Counter = connection.model('RateLimit', schema);

  return {
    /** Adds one and answers the count of this window. */
    async increment(key: string, expiresAt: Date): Promise<number> {
      const row = await Counter.findOneAndUpdate(
        { _id: key },
        { $inc: { used: 1 }, $setOnInsert: { expiresAt } },
        { upsert: true, returnDocument: 'after', writeConcern: { w: 1 } },
      ).lean<CounterRow>();
      return row?.used ?? 1;
    },
    async read(key: string): Promise<number> {
      return (await Counter.findOne({ _id: key }).lean<CounterRow>())?.used ?? 0;
    },
    async remove(key: string): Promise<void> {
      await Counter.deleteOne({ _id: key });
    },
  };
}
