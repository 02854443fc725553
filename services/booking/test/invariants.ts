import { reservedStatuses } from '@interlude/shared/booking/booking-status';
import type { PersonRow } from '../src/company/person-store.ts';
import type { AuditRow } from '../src/journal/audit-store.ts';
import { buffersOf, type ReservationRow } from '../src/reservations/reservation-row.ts';
import { capFaults } from './cap-invariants.ts';
import { type GuestFacts, groupFaults, takingTime } from './group-invariants.ts';
import type { TestPortal } from './portal.ts';

const minute = 60_000;

/**
 * Invariants S1 to S8 and S13 read from the database as it is, in words: empty when they hold. Written against the buffers
 * and intervals of the reservations, not against their cells, so that it does not share the mechanism it checks.
 */
export async function exclusionFaults(portal: Pick<TestPortal, 'collection'>): Promise<string[]> {
  const { collection } = portal;
  const active = await collection<ReservationRow>('reservations').find({ active: true }).toArray();
  const interviews = await collection<InterviewFacts>('bookings').find({}).toArray();
  const audit = await collection<AuditRow>('audit').find({}).toArray();
  const booked = active.filter(({ kind }) => kind === 'booking');
  const taking = takingTime(active);
  const meetings = taking.filter(({ kind }) => kind === 'booking' || kind === 'group');
  const seated = [...meetings, ...active.filter(({ kind }) => kind === 'seat')];
  const people = await collection<PersonRow>('people').find({}).toArray();
  return [
    ...overlaps(taking.filter(({ kind }) => kind !== 'timeoff' && kind !== 'external')),
    ...seatFaults(seated),
    ...capFaults({ people, audit, meetings: seated }),
    ...statusFaults(interviews, booked),
    ...peopleFaults(
      interviews,
      booked.filter(({ placeIn }) => placeIn === undefined),
    ),
    ...togetherFaults(interviews, audit),
    ...(await groupFaults(portal, active)),
    ...resourceFaults(meetings, await collection<ResourceFacts>('resources').find({}).toArray()),
  ];
}

interface ResourceFacts {
  readonly _id: string;
  readonly capacity: number;
}

/**
 * S7: no resource is booked more often at once than it may be; counted at each beginning, where a count can only rise.
 * Holds are left out: one may lie over the booking that it would replace, and may be over.
 */
function resourceFaults(booked: readonly ReservationRow[], resources: readonly ResourceFacts[]): string[] {
  return resources.flatMap(({ _id, capacity }) => {
    const uses = booked.flatMap((row) =>
      (row.resources ?? []).filter(({ id }) => id === _id).map(() => ({ from: row.startsAt, to: row.endsAt })),
    );
    const most = Math.max(
      0,
      ...uses.map(({ from: at }) => uses.filter(({ from, to }) => from <= at && at < to).length),
    );
    return most <= capacity ? [] : [`S7: ${_id} is used ${most} times at once, ${capacity} are allowed`];
  });
}

interface InterviewFacts extends GuestFacts {
  readonly part?: { readonly invitationId: string };
  readonly series?: { readonly seriesId: string; readonly of: number };
}

/** S6: whoever is told to come is who is reserved. */
function peopleFaults(interviews: readonly InterviewFacts[], booked: readonly ReservationRow[]): string[] {
  return booked.flatMap(({ bookingId, people }) => {
    const told = interviews.find(({ _id }) => _id === bookingId)?.people ?? [];
    return [...told].sort().join() === [...people].sort().join()
      ? []
      : [`S6: ${bookingId} tells ${told} and reserves ${people}`];
  });
}

/** S8: the open parts of an invitation, and the appointments of a series, are booked whole in one commit. */
function togetherFaults(interviews: readonly InterviewFacts[], audit: readonly AuditRow[]): string[] {
  const nameOf = ({ part, series }: InterviewFacts) => part?.invitationId ?? series?.seriesId;
  const together = Map.groupBy(
    interviews.filter((row) => nameOf(row) !== undefined),
    nameOf,
  );
  return [...together].flatMap(([name, rows]) => {
    const booked = audit.filter(
      ({ action, interviewId }) => action === 'book' && rows.some(({ _id }) => _id === interviewId),
    );
    // A row that does not say which commit it belongs to is counted as one of its own.
    const commits = new Set(booked.map(({ _id, commitId = _id }) => commitId));
    const isHalf = booked.length > 0 && rows.some(({ status }) => status === 'invited');
    const of = rows[0]?.series?.of ?? rows.length;
    const isWhole = rows.length === of && (rows[0]?.series === undefined || booked.length === of);
    return commits.size > 1 || isHalf || !isWhole
      ? [`S8: ${name} has ${rows.length} of ${of} and was booked in ${commits.size} commits`]
      : [];
  });
}

function overlaps(rows: readonly ReservationRow[]): string[] {
  return rows.flatMap((one, n) =>
    rows.slice(n + 1).flatMap((other) => {
      const [early, late] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
      const shared = early.people.filter((person) => late.people.includes(person));
      const gap = (late.startsAt.getTime() - early.endsAt.getTime()) / minute;
      const close = shared.filter(
        (person) => gap < Math.max(buffersOf(early, person).afterMinutes, buffersOf(late, person).beforeMinutes),
      );
      // A candidate's own hold for another time may lie over the booking it would replace.
      const isOwn = early.bookingId !== undefined && early.bookingId === late.bookingId;
      const isOneSession = early.placeIn !== undefined && early.placeIn === late.placeIn;
      return close.length > 0 && !isOwn && !isOneSession
        ? [`S1: ${early._id} and ${late._id} share ${close.join(',')}`]
        : [];
    }),
  );
}

function seatFaults(rows: readonly ReservationRow[]): string[] {
  const seats = rows.flatMap((row) => row.seats);
  return seats.filter((seat, n) => seats.indexOf(seat) !== n).map((seat) => `S3: seat ${seat} is taken twice`);
}

function statusFaults(interviews: readonly InterviewFacts[], booked: readonly ReservationRow[]): string[] {
  return interviews.flatMap(({ _id, status }) => {
    const count = booked.filter(({ bookingId }) => bookingId === _id).length;
    const wanted = reservedStatuses.some((reserved) => reserved === status) ? 1 : 0;
    return count === wanted ? [] : [`S5: ${_id} is ${status} with ${count} reservations`];
  });
}

interface WaitingFacts {
  readonly _id: string;
  readonly waitlist?: {
    readonly offer: { readonly id: string; readonly startsAt: number; readonly expiresAt: number } | null;
  } | null;
}

/** S9: every offer that lasts is kept by one hold, every such hold is an offer's, and no start of one person is offered twice. */
export async function offerFaults({ collection }: Pick<TestPortal, 'collection'>, now: number): Promise<string[]> {
  const rows = await collection<WaitingFacts>('bookings').find({}).toArray();
  const kept = await collection<ReservationRow>('reservations')
    .find({ offeredTo: { $exists: true } })
    .toArray();
  const holds = kept.filter(({ active, expiresAt }) => active && (expiresAt?.getTime() ?? 0) > now);
  const offers = rows.flatMap(({ _id, waitlist }) => (waitlist?.offer ? [{ bookingId: _id, ...waitlist.offer }] : []));
  const lasting = offers.filter(({ expiresAt }) => expiresAt > now);
  return [
    ...lasting
      .filter(({ bookingId, id }) => !holds.some((hold) => hold._id === id && hold.offeredTo === bookingId))
      .map(({ bookingId }) => `S9: ${bookingId} has an offer that nothing keeps`),
    ...holds
      .filter(({ _id }) => !lasting.some(({ id }) => id === _id))
      .map(({ _id }) => `S9: ${_id} is kept for no offer`),
    ...overlaps(holds).map((fault) => `S9: ${fault}`),
  ];
}
