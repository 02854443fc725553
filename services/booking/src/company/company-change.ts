import type { PersonId, TenantId } from '@interlude/shared/ids';
import type { AuditStore } from '../journal/audit-store.ts';
import type { InTransaction } from '../mongo/mongo.ts';
import { newId } from '../runtime/new-id.ts';
import type { TenantStore } from './tenant-store.ts';

export interface CompanyDeps {
  readonly now: () => number;
  readonly stores: {
    readonly inTransaction: InTransaction;
    readonly tenants: TenantStore;
    readonly audit: AuditStore;
  };
}

/** Who changes what holds for a company; null is the command line. */
export interface CompanyActor {
  readonly tenantId: TenantId;
  readonly personId: PersonId | null;
  readonly requestId: string;
}

interface StaffCaller {
  readonly staff: { readonly tenantId: TenantId; readonly personId: PersonId };
  readonly requestId: string;
}

export function actorOf({ staff, requestId }: StaffCaller): CompanyActor {
  return { tenantId: staff.tenantId, personId: staff.personId, requestId };
}

/** The names of the fields that a change names, for its audit row. */
export function fieldsOf(set: object): string {
  return Object.keys(set).toSorted().join(' ');
}

/**
 * What changed in a row: the names of all fields, and before and after of those that hold ids and codes. What people
 * wrote stands in other fields, and is named only.
 */
export function changeOf<Row extends object>(before: Row, after: Row, codes: readonly (keyof Row & string)[]) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Row & string)[];
  const fields = names.filter((name) => !bookkeeping.has(name) && !areSame(before[name], after[name])).toSorted();
  const said = (row: Row) => {
    const changed = fields.filter((name) => codes.includes(name)).map((name) => [name, row[name] ?? null]);
    return changed.length === 0 ? null : JSON.stringify(Object.fromEntries(changed));
  };
  return { fields: fields.join(' '), before: said(before), after: said(after) };
}

/** They change with every other field, or with none. */
const bookkeeping: ReadonlySet<string> = new Set(['version', 'gapsDue', '_id', 'tenantId', 'createdAt']);

const areSame = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Puts a change of the company on record, in the transaction of the change; ids and codes, and nothing that was said. */
export async function noteChange(
  { now, stores }: CompanyDeps,
  { tenantId, personId, requestId }: CompanyActor,
  what: { readonly action: string; readonly detail: Record<string, string | null> },
): Promise<void> {
  const actor = { party: 'staff', id: personId } as const;
  await stores.audit.append({
    _id: newId('event'),
    tenantId,
    interviewId: null,
    at: new Date(now()),
    actor,
    requestId,
    ...what,
  });
}
