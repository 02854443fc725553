import { type Scope, withGuests } from '../booking/gate/own-scope.ts';
import { guestIdOf, isSession, termsOf } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { listGuests } from '../booking/row/guests.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { isUnbegun } from '../sessions/guests-along.ts';

/**
 * What staff see of the group session that a booking is, or has a place in; null where a meeting has one guest. Guests
 * who are not theirs have no name for them.
 */
export async function groupView(app: ObligationDeps, row: ScheduledRow, scope: Scope) {
  const terms = termsOf(row);
  if (terms === undefined) return null;
  const { title, places } = terms;
  const placeIn = isSession(row) ? row.reservationId : row.placeIn;
  // A session that has ended may have begun again with other guests under the same reservation.
  if (placeIn == null || row.status === 'cancelled')
    return { title, places, sessionId: null, mayChange: false, guests: [] };
  const ref = { tenantId: row.tenantId, _id: placeIn };
  const [session, all] = await Promise.all([
    app.stores.reservations.groups.find(ref),
    app.stores.bookings.listPlaces(row.tenantId, placeIn),
  ]);
  const rows = all.filter(({ status }) => status !== 'cancelled');
  const id = session?.bookingId;
  const one = isSession(row) ? row : id === undefined ? null : await app.stores.groupSessions.find(row.tenantId, id);
  const guests = await listGuests(app.stores, row.tenantId, rows.filter(scope.isOwn));
  return {
    title,
    places,
    /** Null for staff who may not open it. */
    sessionId: one !== null && withGuests(scope, one, rows).maySee(one) ? (one._id as string) : null,
    /** It can be moved and called off with everybody in it. */
    mayChange: isSession(row) && isUnbegun(row, rows) && withGuests(scope, row, rows).mayWrite(row),
    guests: rows.map((one) => ({
      interviewId: one._id as string,
      status: one.status,
      name: guests.find(({ _id }) => _id === guestIdOf(one))?.name ?? '',
    })),
  };
}

type Invitation = Pick<BookingRow, 'invitedAt' | 'rescheduleUsed' | 'noShow' | 'note' | 'waitlist' | 'part'> & {
  readonly bookBy: Date;
};

/** What staff are shown of a session where a booking says it: nobody is invited to it, and nobody waits for it. */
export function invitationOf(row: ScheduledRow): Invitation {
  return isSession(row) ? ofSession(row) : { ...row, bookBy: row.link.bookBy };
}

function ofSession({ createdAt }: SessionRow): Invitation {
  return { bookBy: createdAt, invitedAt: createdAt, rescheduleUsed: 0, noShow: null, note: null };
}
