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

/** Puts a change of the company on record, in the transaction of the change. */
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
