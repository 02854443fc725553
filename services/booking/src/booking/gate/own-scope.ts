import type { JobId } from '@interlude/shared/ids';
import { isUnbound } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import { refuse } from '../../runtime/refused.ts';
import type { BookingDeps } from '../deps.ts';
import { isBooking, isInterview, isSession } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';
import type { SessionRow } from '../row/session-row.ts';

export interface Scope {
  /** Theirs: names, addresses and notes are shown. */
  isOwn(row: ScheduledRow): boolean;
  maySee(row: ScheduledRow): boolean;
  mayWrite(row: ScheduledRow): boolean;
  /** The jobs whose bookings are theirs; group sessions may be too then. */
  readonly jobIds: readonly JobId[];
  /** Whether they see only what is theirs. */
  readonly isBound: boolean;
}

/**
 * Administrators and recruiters reach everything. Hiring managers see and change their own jobs' interviews and see
 * those they sit in, and group sessions as `withGuests` says; interviewers see those they sit in. Ops see all, but what
 * is not their own without personal data.
 */
export async function scopeOf(app: BookingDeps, staff: Staff): Promise<Scope> {
  if (isUnbound(staff.roles))
    return { isOwn: () => true, maySee: () => true, mayWrite: () => true, jobIds: [], isBound: false };
  const isManager = staff.roles.includes('hiring_manager');
  const jobIds = isManager ? await app.stores.jobs.listJobIds(staff.tenantId, staff.personId) : [];
  const own = new Set(jobIds);
  const isOfOwnJob = (row: ScheduledRow) => isInterview(row) && own.has(row.jobId);
  const isBound = !staff.roles.includes('ops');
  const isOwn = (row: ScheduledRow) => isOfOwnJob(row) || row.people.includes(staff.personId);
  return {
    isOwn,
    maySee: (row) => isOwn(row) || !isBound,
    mayWrite: isOfOwnJob,
    jobIds,
    isBound,
  };
}

/**
 * The same scope where it comes to a group session: it is seen by whoever may change a booking with a place in it, and
 * changed by whoever may change all of them, since a change of it is one of each.
 */
export function withGuests(scope: Scope, session: SessionRow, guests: readonly BookingRow[]): Scope {
  const isIt = ({ _id }: ScheduledRow) => _id === session._id;
  const hasOne = guests.some(scope.mayWrite);
  const hasAll = hasOne && guests.every(scope.mayWrite);
  return {
    ...scope,
    isOwn: (row) => scope.isOwn(row) || (isIt(row) && hasOne),
    maySee: (row) => scope.maySee(row) || (isIt(row) && hasOne),
    mayWrite: (row) => scope.mayWrite(row) || (isIt(row) && hasAll),
  };
}

/** The scope as it reaches this booking: of a group session those count who have a place in it. */
export async function scopeAt(app: BookingDeps, scope: Scope, row: ScheduledRow): Promise<Scope> {
  return (await scopesAt(app, scope, [row]))(row);
}

/** The same for each of several bookings of one company, with one query for the guests of all. */
export async function scopesAt(
  { stores }: BookingDeps,
  scope: Scope,
  rows: readonly ScheduledRow[],
): Promise<(row: ScheduledRow) => Scope> {
  const sessions = scope.jobIds.length > 0 ? rows.filter(isSession) : [];
  const [first] = sessions;
  if (first === undefined) return () => scope;
  const places = await stores.bookings.listPlaces(
    first.tenantId,
    ...sessions.flatMap(({ reservationId }) => reservationId ?? []),
  );
  return (row) =>
    isSession(row)
      ? withGuests(
          scope,
          row,
          places.filter((guest) => isGuestOf(row, guest)),
        )
      : scope;
}

// In a session that was cancelled, or ended with its last guest, those count who were in it at that instant.
function isGuestOf({ reservationId, cancelledAt }: SessionRow, guest: BookingRow): boolean {
  return guest.placeIn === reservationId && guest.cancelledAt?.getTime() === cancelledAt?.getTime();
}

/** The booking or session of that id, if this person may do that with it; anything else is `not_found`. */
export async function interviewFor(
  app: BookingDeps,
  staff: Staff,
  interviewId: string,
  wish: 'see' | 'change',
): Promise<ScheduledRow> {
  const [row, scope] = await Promise.all([app.stores.scheduled.find(staff.tenantId, interviewId), scopeOf(app, staff)]);
  if (row === null) return refuse({ code: 'not_found' });
  const { maySee, mayWrite } = await scopeAt(app, scope, row);
  return (wish === 'change' ? mayWrite(row) : maySee(row)) ? row : refuse({ code: 'not_found' });
}

/** The same of a booking to change; of a group session refused like what its status forbids. */
export async function bookingFor(
  app: BookingDeps,
  staff: Staff,
  interviewId: string,
  action: string,
): Promise<BookingRow> {
  const row = await interviewFor(app, staff, interviewId, 'change');
  return isBooking(row) ? row : refuse({ code: 'status_forbids', status: row.status, action, allowed: [] });
}
