import type { App } from '../app.ts';
import type { InterviewRow } from '../interviews/interview-store.ts';
import { refuse } from '../refused.ts';
import { isBoundToOwn } from './permissions.ts';
import type { Staff } from './staff-access.ts';

type Visible = (row: InterviewRow) => boolean;

/** What this person may see: hiring managers their own jobs' interviews, interviewers those they are in. */
export async function visibilityOf(app: App, staff: Staff): Promise<Visible> {
  if (!isBoundToOwn(staff.roles)) return () => true;
  const jobs = staff.roles.includes('hiring_manager') ? await app.stores.jobs.listJobs(staff.tenantId) : [];
  const own = new Set(jobs.filter(({ ownerIds }) => ownerIds.includes(staff.personId)).map(({ _id }) => _id));
  return (row) => row.people.includes(staff.personId) || own.has(row.jobId);
}

/** The interview of that id, if this person may see it; anything else is `not_found`. */
export async function interviewFor(app: App, staff: Staff, interviewId: string): Promise<InterviewRow> {
  const [row, isVisible] = await Promise.all([
    app.stores.interviews.find(staff.tenantId, interviewId),
    visibilityOf(app, staff),
  ]);
  if (row === null || !isVisible(row)) refuse({ code: 'not_found' });
  return row;
}
