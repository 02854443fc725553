import { createHash, randomBytes } from 'node:crypto';
import type { PersonId, ResourceId, TenantId } from '@interlude/shared/ids';
import { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** The secret address under which the calendar of one person or room is given out; the address is stored nowhere. */
export interface FeedRow {
  /** Whose it is: they have one address, and another takes its place. */
  _id: PersonId | ResourceId;
  tenantId: TenantId;
  /** SHA-256 of the secret, base64url: 32 random bytes need no slow hash. */
  hash: string;
  /** BCP 47, of whoever made it: what a room's says is in no other language. */
  locale: string;
  createdAt: Date;
}

const schema = new Schema<Stored<FeedRow>>(
  { _id: String, tenantId: String, hash: String, locale: String, createdAt: Date },
  { collection: 'feeds', strict: 'throw', versionKey: false },
);

export const feedIndexes = [{ key: { hash: 1 }, unique: true }] as const;

export type FeedStore = ReturnType<typeof createFeedStore>;

export function createFeedStore(connection: Connection) {
  const Feed = connection.model('Feed', schema);
  return {
    async find(tenantId: TenantId, of: FeedRow['_id']): Promise<FeedRow | null> {
      return await Feed.findOne({ tenantId, _id: of }).lean<FeedRow>();
    },

    /** Whoever holds the secret knows no tenant: it says which it is. */
    async findBySecret(secret: string): Promise<FeedRow | null> {
      return await Feed.findOne({ hash: hashOf(secret) }, null, { crossTenant: true }).lean<FeedRow>();
    },

    /** Answers with the secret, which nobody can say again; what was there before opens nothing any more. */
    async replace({ tenantId, _id, ...set }: Omit<FeedRow, 'hash'>): Promise<string> {
      const secret = randomBytes(32).toString('base64url');
      await Feed.updateOne({ tenantId, _id }, { $set: { ...set, hash: hashOf(secret) } }, { upsert: true });
      return secret;
    },

    /** False when there was none. */
    async remove(tenantId: TenantId, of: FeedRow['_id']): Promise<boolean> {
      return (await Feed.deleteOne({ tenantId, _id: of })).deletedCount === 1;
    },
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
