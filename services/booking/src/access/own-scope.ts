import type { App } from '../app.ts';
import type { InterviewRow } from '../interviews/interview-store.ts';
import { refuse } from '../refused.ts';
import { isBoundToOwn } from './permissions.ts';
import type { Staff } from './staff-access.ts';

/** Whether this person may see the interview: hiring managers their own jobs', interviewers those they are in. */
export async function maySee(app: App, staff: Staff, row: InterviewRow): Promise<boolean> {
  if (!isBoundToOwn(staff.roles)) return true;
  if (row.people.includes(staff.personId)) return true;
  if (!staff.roles.includes('hiring_manager')) return false;
  const job = await app.stores.jobs.findJob(staff.tenantId, row.jobId);
  return job?.ownerIds.includes(staff.personId) ?? false;
}

/** The interview of that id, if this person may see it; anything else is `not_found`. */
export async function interviewFor(app: App, staff: Staff, interviewId: string): Promise<InterviewRow> {
  const row = await app.stores.interviews.find(staff.tenantId, interviewId);
  if (row === null || !(await maySee(app, staff, row))) refuse({ code: 'not_found' });
  return row;
}
