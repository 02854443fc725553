import { reservedStatuses, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import type { TestPortal } from './portal.ts';

interface SessionFacts {
  readonly _id: string;
  readonly status: string;
  readonly people: readonly string[];
}

export interface GuestFacts extends SessionFacts {
  readonly placeIn?: string;
  readonly group?: { readonly places: number; readonly offerId: string };
}

/**
 * The active reservations that take somebody's time, as far as group sessions go: a place takes none, and a session
 * that nobody has booked is anybody's to give up.
 */
export function takingTime(active: readonly ReservationRow[]): ReservationRow[] {
  return active.filter(
    ({ kind, placeIn, booked = 0 }) => placeIn === undefined && kind !== 'seat' && (kind !== 'group' || booked > 0),
  );
}

/** The rows with places as if each named the people and rooms of its session, which a booked one does not. */
export function withSessions(rows: readonly ReservationRow[]): ReservationRow[] {
  const sessions = new Map(rows.filter(({ kind }) => kind === 'group').map((row) => [row._id, row]));
  return rows.map((row) => {
    const session = row.placeIn === undefined ? undefined : sessions.get(row.placeIn);
    if (session === undefined) return row;
    const { people, resources } = session;
    return { ...row, people, ...(resources ? { resources } : {}) };
  });
}

/**
 * S13: no session has more guests than there are places, its count is that of its guests, who have the session's time
 * and people, and what is owed to those who give it stands exactly as long as it has any.
 */
export async function groupFaults(
  { collection }: Pick<TestPortal, 'collection'>,
  active: readonly ReservationRow[],
): Promise<string[]> {
  const guests = await collection<GuestFacts>('bookings')
    .find({ placeIn: { $exists: true } })
    .toArray();
  const rows = await collection<SessionFacts>('groupSessions').find({}).toArray();
  const sessions = active.filter(({ kind }) => kind === 'group');
  const places = active.filter(({ kind, placeIn }) => kind === 'booking' && placeIn !== undefined);
  const orphans = places.filter(({ placeIn }) => !sessions.some(({ _id }) => _id === placeIn));
  return [
    ...orphans.map(({ bookingId, placeIn }) => `S13: ${bookingId} has a place in ${placeIn}, which is no session`),
    ...sessions.flatMap((session) =>
      sessionFaults(
        session,
        places.filter(({ placeIn }) => placeIn === session._id),
        { guests, row: rows.find((one) => one._id === session.bookingId) },
      ),
    ),
    ...rows
      .filter(({ status }) => upcomingStatuses.some((upcoming) => upcoming === status))
      .filter(({ _id }) => !sessions.some(({ bookingId, booked = 0 }) => bookingId === _id && booked > 0))
      .map(({ _id, status }) => `S13: ${_id} is ${status} and has no guest`),
  ];
}

// Its guests may be judged long after it.
const lasting: readonly string[] = [...upcomingStatuses, 'in_progress', 'completed'];

function sessionFaults(
  session: ReservationRow,
  places: readonly ReservationRow[],
  found: { readonly guests: readonly GuestFacts[]; readonly row: SessionFacts | undefined },
): string[] {
  const { _id, booked = 0, tookPlace } = session;
  const { row } = found;
  const guests = found.guests.filter(({ placeIn, status }) => {
    return placeIn === _id && reservedStatuses.some((reserved) => reserved === status);
  });
  // Whoever has agreed to fewer is not to meet more.
  const most = Math.min(...guests.map(({ group }) => group?.places ?? 0));
  const isElsewhere = (place: ReservationRow) => place.startsAt.getTime() !== session.startsAt.getTime();
  const isOthers = ({ people, group }: GuestFacts) =>
    people.join() !== session.people.join() || group?.offerId !== session.offerId;
  const faults = [
    booked === places.length ? null : `counts ${booked} guests and has ${places.length}`,
    guests.length === places.length ? null : `has ${places.length} places and ${guests.length} guests`,
    guests.length <= most ? null : `has ${guests.length} guests on ${most} places`,
    places.some(isElsewhere) ? 'has a guest at another time' : null,
    guests.some(isOthers) ? 'has a guest with other people or on other terms' : null,
    booked > 0 && !tookPlace && !lasting.includes(row?.status ?? '') ? `is ${row?.status}` : null,
    booked > 0 && row !== undefined && row.people.join() !== session.people.join() ? 'tells others to come' : null,
  ];
  return faults.flatMap((fault) => (fault === null ? [] : [`S13: ${_id} ${fault}`]));
}
