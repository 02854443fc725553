import type { TenantId } from '@interlude/shared/ids';
import { idempotencyKeySchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { refuse } from '../runtime/refused.ts';

/** What a change of a row that people change may carry beside what it shall become. */
export const changeIntent = {
  idempotencyKey: idempotencyKeySchema.optional(),
  /** The version that the change was made from; another one by now is refused. */
  expectedVersion: z.number().int().optional(),
};

export interface Versioned {
  /** Rises with every change; absent in rows that were not changed since there were versions, which counts as 0. */
  readonly version?: number;
  /** When it was archived: for good, or until it is restored. */
  readonly archivedAt?: Date | null;
  readonly active?: boolean;
}

export interface RowChange<Row> {
  readonly id: string;
  readonly expectedVersion?: number | undefined;
  readonly set: Partial<Row>;
  readonly unset?: readonly (keyof Row)[];
}

/** The filter and the update of a change; the filter is the lock. */
export function changeOf<Row>(tenantId: TenantId, { id, expectedVersion, set, unset = [] }: RowChange<Row>) {
  // A filter for null also matches a row without the field.
  const seen = expectedVersion === undefined ? {} : { version: expectedVersion === 0 ? null : expectedVersion };
  return {
    filter: { tenantId, _id: id, ...seen },
    update: { $set: set, $unset: Object.fromEntries(unset.map((field) => [field, 1])), $inc: { version: 1 } },
  };
}

/** The row that was changed; `present` is asked why there is none. Refuses `not_found` or `version_conflict`. */
export async function changedOr<Row extends Versioned>(
  changed: Row | null,
  present: () => Promise<Row | null>,
): Promise<Row> {
  if (changed !== null) return changed;
  const row = await present();
  if (row === null) refuse({ code: 'not_found' });
  const isActive = row.active ?? (row.archivedAt ?? null) === null;
  const status = isActive ? 'active' : 'archived';
  return refuse({ code: 'version_conflict', version: row.version ?? 0, status });
}
