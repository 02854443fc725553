import { mergePolicy, type PolicyInput } from '@interlude/shared/booking/policy';
import type { JobId } from '@interlude/shared/ids';
import type { TemplateRow } from '../catalogue/template-store.ts';
import { refuse } from '../runtime/refused.ts';
import type { AccessDeps } from './deps.ts';
import { isUnbound, may } from './permissions.ts';
import type { Staff } from './staff-access.ts';

/** Which templates these staff may change; those that are for no job in particular are the whole company's. */
export async function templateReach({ stores }: AccessDeps, { tenantId, personId, roles }: Staff) {
  if (isUnbound(roles)) return { own: null, mayChange: () => true };
  const own = new Set(may(roles, 'templates:write') ? await stores.jobs.listJobIds(tenantId, personId) : []);
  const mayChange = ({ jobIds = [] }: Pick<TemplateRow, 'jobIds'>) =>
    jobIds.length > 0 && jobIds.every((jobId) => own.has(jobId));
  return { own, mayChange };
}

/** The jobs a template is said to be for: all exist, and are theirs where these staff reach only their own. */
export async function checkedJobs(app: AccessDeps, staff: Staff, said: readonly string[]): Promise<JobId[]> {
  const { own } = await templateReach(app, staff);
  if (own !== null && said.length === 0) refuse({ code: 'forbidden' });
  const jobs = await app.stores.jobs.listJobsByIds(staff.tenantId, said);
  const found = jobs.map(({ _id }) => _id).filter((jobId) => own === null || own.has(jobId));
  if (found.length < new Set(said).size) refuse({ code: 'not_found' });
  return found;
}

type Layers = readonly (PolicyInput | undefined)[];

/** Refuses where a policy lets whoever asks for a retake approve it too, unless it did before or an administrator says so. */
export function checkTwoPerson({ roles }: Staff, before: Layers, after: Layers): void {
  const isLowered = mergePolicy(...before).retake.twoPerson && !mergePolicy(...after).retake.twoPerson;
  if (isLowered && !may(roles, 'settings:write')) refuse({ code: 'forbidden' });
}
