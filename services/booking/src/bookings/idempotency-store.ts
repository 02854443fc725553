import type { TenantId } from '@interlude/shared/ids';
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Stored } from '../mongo.ts';

/** The answer a key was given. Only effects are kept; a refusal is judged anew each time. */
export interface IdempotencyRow {
  tenantId: TenantId;
  /** Interview for candidates, person for staff. */
  scope: string;
  key: string;
  /** Hash of procedure and input. */
  hash: string;
  answer: unknown;
  createdAt: Date;
}

const schema = new Schema<Stored<IdempotencyRow>>(
  { tenantId: String, scope: String, key: String, hash: String, answer: Schema.Types.Mixed, createdAt: Date },
  { collection: 'idempotency', strict: 'throw', versionKey: false, minimize: false },
);

export const idempotencyIndexes = [
  { key: { tenantId: 1, scope: 1, key: 1 }, unique: true },
  { key: { createdAt: 1 }, expireAfterSeconds: 7 * 86_400 },
] as const;

export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;

export function createIdempotencyStore(connection: Connection) {
  const Idempotency = connection.model('Idempotency', schema);

  return {
    async find(tenantId: TenantId, scope: string, key: string): Promise<IdempotencyRow | null> {
      return await Idempotency.findOne({ tenantId, scope, key }).lean<IdempotencyRow>();
    },

    /** In the command's transaction; a duplicate key means the same request has just been answered elsewhere. */
    async keep(row: IdempotencyRow): Promise<void> {
      await Idempotency.insertMany([row], { lean: true });
    },
  };
}
