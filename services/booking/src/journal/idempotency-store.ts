import type { TenantId } from '@interlude/shared/ids';
import type { Connection } from 'mongoose';
import mongoose, { Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { coalesceReads, readPatienceMs } from '../runtime/coalesced-reads.ts';

/** The answer a key was given. Only effects are kept; a refusal is judged anew each time. */
export interface IdempotencyRow {
  tenantId: TenantId;
  /** The interview for candidates, the person for staff. */
  scope: string;
  key: string;
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

type IdempotencyKey = Pick<IdempotencyRow, 'tenantId' | 'scope' | 'key'>;

export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;

export function createIdempotencyStore(connection: Connection) {
  const Idempotency = connection.model('Idempotency', schema);
  // Losers of a race look here, and many lose the same one, so their queries are one.
  const find = coalesceReads(
    ({ tenantId }: IdempotencyKey) => tenantId,
    async (keys, { tenantId }) => {
      const scopes = keys.map(({ scope }) => scope);
      const names = keys.map(({ key }) => key);
      const { trusted } = mongoose;
      const rows = await Idempotency.find({
        tenantId,
        scope: trusted({ $in: scopes }),
        key: trusted({ $in: names }),
      })
        .maxTimeMS(readPatienceMs)
        .lean<IdempotencyRow[]>();
      return keys.map((asked) => ({
        row: rows.find(({ scope, key }) => scope === asked.scope && key === asked.key) ?? null,
      }));
    },
  );

  return {
    async find(tenantId: TenantId, scope: string, key: string): Promise<IdempotencyRow | null> {
      return (await find({ tenantId, scope, key })).row;
    },

    /** In the command's transaction; a duplicate key means the same request has just been answered elsewhere. */
    async keep(...rows: readonly IdempotencyRow[]): Promise<void> {
      await Idempotency.insertMany(rows, { lean: true });
    },
  };
}
