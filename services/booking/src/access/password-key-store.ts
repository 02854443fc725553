import type { PasswordKeyId, PersonId, TenantId } from '@interlude/shared/ids';
import { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** Why somebody is mailed a link to set a password with: they were invited, or have lost the one they had. */
export type PasswordPurpose = 'invited' | 'lost';

/** A mailed link with which one person sets a password, once. */
export interface PasswordKeyRow {
  _id: PasswordKeyId;
  tenantId: TenantId;
  personId: PersonId;
  purpose: PasswordPurpose;
  /** Which key the token was made with, and the hash it is found by; the token itself is stored nowhere. */
  kid: string;
  hash: string;
  createdAt: Date;
  expiresAt: Date;
}

const schema = new Schema<Stored<PasswordKeyRow>>(
  {
    _id: String,
    tenantId: String,
    personId: String,
    purpose: String,
    kid: String,
    hash: String,
    createdAt: Date,
    expiresAt: Date,
  },
  { collection: 'passwordKeys', strict: 'throw', versionKey: false },
);

// Kept for a day after its end, so that whoever comes late is told that they are late.
export const passwordKeyIndexes = [
  { key: { hash: 1 }, unique: true },
  { key: { tenantId: 1, personId: 1 } },
  { key: { expiresAt: 1 }, expireAfterSeconds: 86_400 },
] as const;

export function createPasswordKeyStore(connection: Connection) {
  const PasswordKey = connection.model('PasswordKey', schema);

  return {
    async insert(row: PasswordKeyRow): Promise<void> {
      await PasswordKey.insertMany([row], { lean: true });
    },

    async find(tenantId: TenantId, keyId: string): Promise<PasswordKeyRow | null> {
      return await PasswordKey.findOne({ tenantId, _id: keyId }).lean<PasswordKeyRow>();
    },

    /** Whoever holds a token knows no tenant: the key says which it is. */
    async findByHash(hash: string): Promise<PasswordKeyRow | null> {
      return await PasswordKey.findOne({ hash }, null, { crossTenant: true }).lean<PasswordKeyRow>();
    },

    /** False when it was used before. */
    async use({ tenantId, _id }: PasswordKeyRow): Promise<boolean> {
      return (await PasswordKey.deleteOne({ tenantId, _id })).deletedCount === 1;
    },

    /** Every other key of a person opens nothing any more. */
    async removeOf(tenantId: TenantId, personId: PersonId): Promise<void> {
      await PasswordKey.deleteMany({ tenantId, personId });
    },
  };
}

export type PasswordKeyStore = ReturnType<typeof createPasswordKeyStore>;
