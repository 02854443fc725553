import { may, type StaffPermission } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import type { PersonRow } from '../../company/person-store.ts';
import { refuse } from '../../runtime/refused.ts';
import type { Deps } from '../deps.ts';

/** Oneself, or another where staff have the permission `forOthers`; null for oneself alone. Refuses `not_found`. */
export async function getPersonFor(
  app: Pick<Deps, 'stores'>,
  staff: Staff,
  {
    personId = staff.personId,
    forOthers,
  }: { readonly personId?: string | undefined; readonly forOthers: StaffPermission | null },
): Promise<PersonRow> {
  const isOwn = personId === staff.personId;
  if (!isOwn && (forOthers === null || !may(staff.roles, forOthers))) refuse({ code: 'not_found' });
  return (await app.stores.people.find(staff.tenantId, personId)) ?? refuse({ code: 'not_found' });
}

/** Interviewers edit their own time; administrators and recruiters everybody's. */
export async function editablePerson(app: Pick<Deps, 'stores'>, staff: Staff, personId?: string): Promise<PersonRow> {
  return await getPersonFor(app, staff, { personId, forOthers: 'jobs:write' });
}
