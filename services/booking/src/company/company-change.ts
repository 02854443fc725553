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
