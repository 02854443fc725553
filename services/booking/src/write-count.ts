import { AsyncLocalStorage } from 'node:async_hooks';
import type { TenantId } from '@interlude/shared/ids';
import type { Query, Schema } from 'mongoose';

// State of the process, as the writes are: whoever keeps an answer asks whether this process has written since.
const counts = new Map<string, number>();
const inTransaction = new AsyncLocalStorage<Set<string>>();

const uncounted = ['findOneAndDelete', 'findOneAndReplace', 'replaceOne'] as const;

/** Counts a write of a collection that counts, for one that no hook sees: a bulk write. */
export function countWrite(tenantId: unknown): void {
  const tenant = String(tenantId);
  counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
  inTransaction.getStore()?.add(tenant);
}

/** Makes the writes of a collection count; for those that slots are computed from. */
export function countWrites(schema: Schema): void {
  for (const operation of uncounted) {
    schema.pre(operation, () => {
      throw new Error(`${operation} would not be counted, and kept answers would go on showing what was`);
    });
  }
  for (const operation of ['findOneAndUpdate', 'updateOne', 'updateMany', 'deleteOne', 'deleteMany'] as const) {
    schema.post(operation, function count(this: Query<unknown, unknown>) {
      countWrite(this.getFilter()['tenantId']);
    });
  }
  schema.post('insertMany', (rows: unknown) => {
    for (const { tenantId } of [rows].flat() as { tenantId: unknown }[]) countWrite(tenantId);
  });
}

/**
 * How often this process has written what a tenant's slots are computed from. The same before the reads of an answer
 * and now: nothing has been acknowledged here meanwhile that the answer does not show.
 */
export function writesOf(tenantId: TenantId): number {
  return counts.get(tenantId) ?? 0;
}

/** Counts the writes of a transaction once more when it has ended: before that nobody could read them. */
export async function countAfter<T>(transaction: () => Promise<T>): Promise<T> {
  const tenants = new Set<string>();
  try {
    return await inTransaction.run(tenants, transaction);
  } finally {
    for (const tenant of tenants) countWrite(tenant);
  }
}
