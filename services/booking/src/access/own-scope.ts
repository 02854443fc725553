import type { App } from '../app.ts';
import { isInterview } from '../bookings/booking-kind.ts';
import type { BookingRow } from '../bookings/booking-row.ts';
import { refuse } from '../refused.ts';
import { isUnbound } from './permissions.ts';
import type { Staff } from './staff-access.ts';

/** How far a person reaches beyond the permissions of their roles. */
export interface Scope {
  /** Theirs: names, addresses and notes are shown. */
  isOwn(row: BookingRow): boolean;
  maySee(row: BookingRow): boolean;
  mayWrite(row: BookingRow): boolean;
}

/**
 * Administrators and recruiters reach everything. Hiring managers see and change their own jobs' interviews and see
 * those they sit in; interviewers see those they sit in. Ops see all, but what is not their own without personal data.
 */
export async function scopeOf(app: App, staff: Staff): Promise<Scope> {
  if (isUnbound(staff.roles)) return { isOwn: () => true, maySee: () => true, mayWrite: () => true };
  const jobs = staff.roles.includes('hiring_manager') ? await app.stores.jobs.listJobs(staff.tenantId) : [];
  const own = new Set(jobs.filter(({ ownerIds }) => ownerIds.includes(staff.personId)).map(({ _id }) => _id));
  const isOfOwnJob = (row: BookingRow) => isInterview(row) && own.has(row.jobId);
  const isOwn = (row: BookingRow) => isOfOwnJob(row) || row.people.includes(staff.personId);
  return {
    isOwn,
    maySee: (row) => isOwn(row) || staff.roles.includes('ops'),
    mayWrite: isOfOwnJob,
  };
}

/** The interview of that id, if this person may do that with it; anything else is `not_found`. */
export async function interviewFor(
  app: App,
  staff: Staff,
  interviewId: string,
  wish: 'see' | 'change',
): Promise<BookingRow> {
  const [row, scope] = await Promise.all([app.stores.bookings.find(staff.tenantId, interviewId), scopeOf(app, staff)]);
  const isAllowed = row !== null && (wish === 'change' ? scope.mayWrite(row) : scope.maySee(row));
  return isAllowed ? row : refuse({ code: 'not_found' });
}
