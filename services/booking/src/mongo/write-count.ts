import { AsyncLocalStorage } from 'node:async_hooks';
import type { TenantId } from '@interlude/shared/ids';
import type { Query, Schema } from 'mongoose';

// Kept for the process, since cached answers are too: they ask whether this process has written meanwhile.
const counts = new Map<string, number>();
const listeners = new Set<WriteListener>();
const inTransaction = new AsyncLocalStorage<Map<string, Set<string>>>();

/** Told of a tenant and of what was written there, by the ids that the writes name. */
export type WriteListener = (tenantId: string, ids: ReadonlySet<string>) => void;

const uncounted = ['findOneAndDelete', 'findOneAndReplace', 'replaceOne'] as const;

/**
 * Counts a write of a collection that counts, for one that no hook sees: a bulk write. What was changed is named; what
 * is only new takes time and gives none.
 */
export function countWrite(tenantId: unknown, changed: readonly string[]): void {
  const tenant = String(tenantId);
  counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
  const transaction = inTransaction.getStore();
  if (transaction) transaction.set(tenant, new Set([...(transaction.get(tenant) ?? []), ...changed]));
  else tell(tenant, new Set(changed));
}

function tell(tenant: string, ids: ReadonlySet<string>): void {
  for (const listener of listeners) listener(tenant, ids);
}

/** Tells of every write of this process that may have freed time, once it can be read, until that is ended. */
export function onWrites(listener: WriteListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
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
      const filter = this.getFilter() as Record<string, unknown>;
      countWrite(
        filter['tenantId'],
        naming.flatMap((field) => idsIn(filter[field])),
      );
    });
  }
  schema.post('insertMany', (rows: unknown) => {
    for (const { tenantId } of [rows].flat() as { tenantId: unknown }[]) countWrite(tenantId, []);
  });
}

const naming = ['_id', 'bookingId', 'people', 'placeIn'] as const;

function idsIn(condition: unknown): string[] {
  if (typeof condition === 'string') return [condition];
  if (typeof condition !== 'object' || condition === null) return [];
  const { $eq = [], $in = [] } = condition as { $eq?: unknown; $in?: unknown };
  return [$eq, $in].flat().filter((id) => typeof id === 'string');
}

/**
 * How often this process has written what a tenant's slots are computed from. The same before the reads of an answer
 * and now: nothing has been acknowledged here meanwhile that the answer does not show.
 */
export function writesOf(tenantId: TenantId): number {
  return counts.get(tenantId) ?? 0;
}

/** Whether the caller is in a transaction of this process, which what it does becomes part of. */
export function isInTransaction(): boolean {
  return inTransaction.getStore() !== undefined;
}

/** Counts the writes of a transaction once more when it has ended: before that nobody could read them. */
export async function countAfter<T>(transaction: () => Promise<T>): Promise<T> {
  const written = new Map<string, Set<string>>();
  try {
    return await inTransaction.run(written, transaction);
  } finally {
    for (const [tenant, ids] of written) countWrite(tenant, [...ids]);
  }
}
