import type { App } from '../app.ts';
import { isGroup, isInterview } from '../bookings/booking-kind.ts';
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
 * those they sit in, and group sessions as `withGuests` says; interviewers see those they sit in. Ops see all, but what
 * is not their own without personal data.
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

/**
 * The same scope where it comes to a group session: it is seen by whoever may change a booking with a place in it, and
 * changed by whoever may change all of them, since a change of it is one of each.
 */
export function withGuests(scope: Scope, session: BookingRow, guests: readonly BookingRow[]): Scope {
  const isIt = ({ _id }: BookingRow) => _id === session._id;
  const hasOne = guests.some(scope.mayWrite);
  const hasAll = hasOne && guests.every(scope.mayWrite);
  return {
    isOwn: (row) => scope.isOwn(row) || (isIt(row) && hasOne),
    maySee: (row) => scope.maySee(row) || (isIt(row) && hasOne),
    mayWrite: (row) => scope.mayWrite(row) || (isIt(row) && hasAll),
  };
}

/** The scope as it reaches this booking: of a group session those count who have a place in it. */
export async function scopeAt({ stores }: App, scope: Scope, row: BookingRow): Promise<Scope> {
  if (!isGroup(row) || row.reservationId === null || row.status === 'cancelled' || scope.mayWrite(row)) return scope;
  const places = await stores.bookings.listPlaces(row.tenantId, row.reservationId);
  return withGuests(
    scope,
    row,
    places.filter(({ status }) => status !== 'cancelled'),
  );
}

/** The interview of that id, if this person may do that with it; anything else is `not_found`. */
export async function interviewFor(
  app: App,
  staff: Staff,
  interviewId: string,
  wish: 'see' | 'change',
): Promise<BookingRow> {
  const [row, scope] = await Promise.all([app.stores.bookings.find(staff.tenantId, interviewId), scopeOf(app, staff)]);
  if (row === null) return refuse({ code: 'not_found' });
  const { maySee, mayWrite } = await scopeAt(app, scope, row);
  return (wish === 'change' ? mayWrite(row) : maySee(row)) ? row : refuse({ code: 'not_found' });
}
