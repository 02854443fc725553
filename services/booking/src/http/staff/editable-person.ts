import { may } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import type { PersonRow } from '../../company/person-store.ts';
import { refuse } from '../../runtime/refused.ts';
import type { Deps } from '../deps.ts';

/** Interviewers edit their own time; administrators and recruiters everybody's. */
export async function editablePerson(
  app: Pick<Deps, 'stores'>,
  staff: Staff,
  personId: string = staff.personId,
): Promise<PersonRow> {
  if (personId !== staff.personId && !may(staff.roles, 'jobs:write')) refuse({ code: 'not_found' });
  return (await app.stores.people.find(staff.tenantId, personId)) ?? refuse({ code: 'not_found' });
}
