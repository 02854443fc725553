import mongoose, { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '../mongo/mongo.ts';

interface CounterRow {
  _id: string;
  used: number;
  expiresAt: Date;
  notBefore?: Date;
}

const schema = new Schema<CounterRow>(
  { _id: String, used: Number, expiresAt: Date, notBefore: Date },
  { collection: 'rateLimits', strict: 'throw', versionKey: false },
);

export const rateLimitIndexes = [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }] as const;

export type Counted = Pick<CounterRow, 'used' | 'expiresAt'>;

export type RateLimitStore = ReturnType<typeof createRateLimitStore>;

export function createRateLimitStore(connection: Connection) {
  const Counter = connection.model('RateLimit', schema);

  return {
    /** Adds uses to the key's window, which begins with its first one; answers the count and when the window ends. */
    async increment(key: string, now: Date, windowMs: number, uses = 1): Promise<Counted> {
      const inWindow = { _id: key, expiresAt: mongoose.trusted({ $gt: now }) };
      const counted = await Counter.findOneAndUpdate(
        inWindow,
        { $inc: { used: uses } },
        { returnDocument: 'after' },
      ).lean<CounterRow>();
      if (counted !== null) return counted;
      const fresh = { used: uses, expiresAt: new Date(now.getTime() + windowMs) };
      try {
        // The janitor may be late: a window that is over is written over.
        await Counter.updateOne(
          { _id: key, expiresAt: mongoose.trusted({ $lte: now }) },
          { $set: fresh },
          { upsert: true },
        );
        return fresh;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return await this.increment(key, now, windowMs, uses);
      }
    },
    async find(key: string, now: Date): Promise<CounterRow | null> {
      return await Counter.findOne({ _id: key, expiresAt: mongoose.trusted({ $gt: now }) }).lean<CounterRow>();
    },
    /**
     * Writes the next state of a counter over the one that was read (null for none, or one whose time is over).
     * False when another use came in between.
     */
    async replace(key: string, read: CounterRow | null, next: Omit<CounterRow, '_id'>, now: Date): Promise<boolean> {
      const present =
        read === null ? { expiresAt: mongoose.trusted({ $lte: now }) } : { used: read.used, expiresAt: read.expiresAt };
      try {
        const { matchedCount, upsertedCount } = await Counter.updateOne(
          { _id: key, ...present },
          { $set: next },
          { upsert: read === null },
        );
        return matchedCount + upsertedCount === 1;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
    async decrement(key: string): Promise<void> {
      await Counter.updateOne({ _id: key }, { $inc: { used: -1 } });
    },
    async remove(key: string): Promise<void> {
      await Counter.deleteOne({ _id: key });
    },
  };
}
