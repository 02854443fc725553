import { refuse } from '../runtime/refused.ts';
import type { PersonRow, PersonStore } from './person-store.ts';
import type { TenantStore } from './tenant-store.ts';

interface Stores {
  readonly people: PersonStore;
  readonly tenants: TenantStore;
}

/**
 * Before an administrator leaves or is one no longer, in the transaction of that: refuses to lose the last who can sign
 * in. Two who go at once both write to their company, so that the second is judged by what the first has left.
 */
export async function keepAdministrator({ people, tenants }: Stores, person: PersonRow): Promise<void> {
  if (!person.active || !person.roles.includes('tenant_admin')) return;
  await tenants.touchAdministrators(person.tenantId);
  if ((await people.countOtherAdministrators(person)) === 0) refuse({ code: 'last_administrator' });
}
