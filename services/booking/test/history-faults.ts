import type { BookingCore } from '../src/booking/row/booking-row.ts';
import type { PersonRow } from '../src/company/person-store.ts';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import { withSessions } from './group-invariants.ts';
import {
  type Group,
  gapMissing,
  type History,
  type Operation,
  type Template,
  type Times,
  templateOf,
  timesOf,
  withOwn,
} from './history.ts';
import { takenFaults } from './history-taken.ts';
import { dateOf, isAtWork } from './hours.ts';
import { exclusionFaults } from './invariants.ts';
import type { TestPortal } from './portal.ts';

const minute = 60_000;

/** What is there when all is over. */
interface Found {
  readonly bookings: readonly BookingCore[];
  readonly reservations: readonly ReservationRow[];
  readonly people: readonly PersonRow[];
}

/**
 * What the history and the database say against each other and against the rules, in words; empty when all holds.
 * Nothing here asks the slot engine or the cells: intervals, calendars and the order of calls are the judges.
 */
export async function historyFaults(portal: Pick<TestPortal, 'collection'>, history: History): Promise<string[]> {
  const bookings = await portal.collection<BookingCore>('bookings').find({}).toArray();
  const people = await portal.collection<PersonRow>('people').find({}).toArray();
  const live = { active: true, kind: { $in: ['booking' as const, 'group' as const] } };
  const rows = withSessions(await portal.collection<ReservationRow>('reservations').find(live).toArray());
  const reservations = rows.filter(({ kind }) => kind === 'booking');
  const found = { bookings, reservations, people };
  return [
    ...history.seen,
    ...(await exclusionFaults(portal)),
    ...bookedFaults(found, history),
    ...arrangementFaults(found),
    ...acknowledgedFaults(history, found),
    ...takenFaults(history, people),
    ...listedFaults(history),
    ...quietFaults(history),
  ];
}

/** Guests who have places of one session at one time with the same people are one meeting of these people. */
function meetingsOf(reservations: readonly ReservationRow[]): ReservationRow[] {
  const nameOf = ({ _id, placeIn, startsAt, people }: ReservationRow) =>
    placeIn === undefined ? _id : [placeIn, startsAt.getTime(), ...people].join();
  return [...new Map(reservations.map((row) => [nameOf(row), row])).values()];
}

interface Booked extends Times {
  readonly client: number;
  readonly people: readonly string[];
  readonly rooms: readonly string[];
  readonly template: Template;
}

/** S1, S2 and S10 with what templates and people ask for, whatever the reservations say of themselves. */
function bookedFaults({ people, reservations }: Found, history: History): string[] {
  const booked = meetingsOf(reservations).flatMap((row): Booked[] => {
    const client = history.clients.findIndex(({ ids }) => ids.includes(row.bookingId ?? ''));
    const unit = history.clients[client]?.ids.indexOf(row.bookingId ?? '') ?? -1;
    const template = templateOf(history, client, unit);
    if (template === undefined) return [];
    const rooms = (row.resources ?? []).map(({ id }) => id as string);
    return [{ client, people: row.people, rooms, template, ...timesOf(template, row.startsAt.getTime()) }];
  });
  const tooClose = booked.flatMap((one, n) =>
    booked.slice(n + 1).flatMap((other) => {
      const shared = people.filter(({ _id }) => one.people.includes(_id) && other.people.includes(_id));
      const room = one.rooms.some((id) => other.rooms.includes(id)) && gapMissing(one, other) > 0;
      const isTooClose = shared.some((person) => gapMissing(withOwn(person, one), withOwn(person, other)) > 0);
      return isTooClose || room ? [`S1: clients ${one.client} and ${other.client} are too close`] : [];
    }),
  );
  return [...tooClose, ...booked.flatMap((one) => [...panelFaults(one, people), ...hourFaults(one, people)])];
}

/** S2: a panel is reserved whole, of distinct people, with the skills it asks for, with its room, and with nobody else. */
function panelFaults(
  { client, people, rooms, template: { panel, room } }: Booked,
  all: readonly PersonRow[],
): string[] {
  const fits = ({ anyOf, skills = [] }: Group) =>
    people.filter((id) => {
      const known = all.find(({ _id }) => _id === id)?.skills ?? [];
      return anyOf.includes(id) && skills.every((skill) => known.includes(skill));
    });
  const isWhole = panel.every((group) => group.optional || fits(group).length >= group.count);
  const hasPlace = people.every((id) => panel.some((group) => fits(group).includes(id)));
  const seats = panel.reduce((sum, { count }) => sum + count, 0);
  const isSane = new Set(people).size === people.length && people.length <= seats;
  const hasRoom = rooms.join() === (room ?? '');
  return isWhole && hasPlace && isSane && hasRoom
    ? []
    : [`S2: client ${client} has ${[...people, ...rooms]} for ${JSON.stringify(panel)} ${room ?? ''}`];
}

/** S10: nobody is booked outside of their hours; these do not change in a simulation. */
function hourFaults({ client, people, startsAt, endsAt }: Booked, all: readonly PersonRow[]): string[] {
  const away = all.filter((person) => people.includes(person._id) && !isAtWork(person, { startsAt, endsAt }));
  return away.map(({ _id }) => `S10: client ${client} has ${_id} outside of their hours`);
}

/** S11: parts of one invitation that have their time keep order, gaps and days. */
function arrangementFaults({ bookings }: Found): string[] {
  const parts = bookings.filter(
    ({ part, startsAt, status }) => part !== undefined && startsAt !== null && status !== 'cancelled',
  );
  return [...Map.groupBy(parts, ({ part }) => part?.invitationId)].flatMap(([invitationId, rows]) => {
    const ordered = rows.toSorted((one, other) => (one.part?.index ?? 0) - (other.part?.index ?? 0));
    const { gapMinutes, withinDays, zone } = ordered[0]?.part?.arrangement ?? { gapMinutes: { min: 0, max: null } };
    const isApart = ordered.slice(1).every((row, n) => {
      const before = ordered[n];
      const gap = ((row.startsAt?.getTime() ?? 0) - (before?.endsAt?.getTime() ?? 0)) / minute;
      const areNeighbours = row.part?.index === (before?.part?.index ?? 0) + 1;
      return gap >= gapMinutes.min && (!areNeighbours || gapMinutes.max === null || gap <= gapMinutes.max);
    });
    const dates = ordered.map((row) => Date.parse(dateOf({ zone: zone ?? 'UTC' }, row.startsAt?.getTime() ?? 0)));
    const days = (Math.max(...dates) - Math.min(...dates)) / (24 * 60 * minute) + 1;
    const starts = ordered.map(({ startsAt }) => startsAt?.toISOString()).join(' ');
    return isApart && days <= (withinDays ?? 1) ? [] : [`S11: ${invitationId} is at ${starts}`];
  });
}

const effects: readonly Operation['kind'][] = ['book', 'bookAll', 'reschedule', 'cancel', 'cancelAll'];

/**
 * H1: every acknowledged booking is there, or an acknowledged move or cancellation followed; and nothing beside.
 */
function acknowledgedFaults({ operations, clients }: History, { bookings }: Found): string[] {
  const known = new Set(clients.flatMap(({ ids }) => ids));
  const unknown = bookings.filter(({ _id }) => !known.has(_id)).map(({ _id }) => `H1: nobody was told of ${_id}`);
  const rows = new Map(bookings.map((row) => [row._id as string, row]));
  const untrue = clients.flatMap(({ ids }, client) => {
    const done = operations
      .filter((one) => one.client === client && one.outcome === 'ok' && effects.includes(one.kind))
      .toSorted((a, b) => a.invoke - b.invoke);
    // They may have been told of more than there is.
    const units = new Set([...ids.keys(), ...done.flatMap(({ concerns }) => concerns.map(({ unit }) => unit))]);
    return [...units].flatMap((unit) => {
      const last = done.findLast(({ concerns }) => concerns.some((one) => one.unit === unit));
      const [told, kept] = [toldBy(last, unit), keptIn(rows.get(ids[unit] ?? ''))];
      return told === kept ? [] : [`H1: client ${client} was told ${told} of ${unit}, kept is ${kept}`];
    });
  });
  return [...unknown, ...untrue];
}

function toldBy(last: Operation | undefined, unit: number): number | string {
  if (last === undefined) return 'nothing';
  if (last.kind === 'cancel' || last.kind === 'cancelAll') return 'cancelled';
  return Date.parse(last.concerns.find((one) => one.unit === unit)?.startsAt ?? '');
}

function keptIn(row: BookingCore | undefined): number | string {
  if (row === undefined || row.startsAt === null) return 'nothing';
  return row.status === 'cancelled' ? 'cancelled' : row.startsAt.getTime();
}

/** L2: what was listed can be booked, when nobody was in between. */
function quietFaults({ operations, quietFrom }: History): string[] {
  return operations
    .filter(({ invoke }) => invoke >= quietFrom)
    .flatMap(({ client, concerns, kind, outcome, because }) => {
      const starts = concerns.map(({ startsAt }) => startsAt).join(' ');
      if (because === 'dead end') return [`L2: what was listed for client ${client} goes with nothing in quiet`];
      return (kind === 'book' || kind === 'bookAll') && outcome !== 'ok'
        ? [`L2: ${starts} was listed for client ${client} and refused as ${outcome} in quiet`]
        : [];
    });
}

/**
 * L1: a start that was listed is never called outside the hours or off the step; neither changes in a simulation. Nor
 * is it called aside of the other parts, unless one of these was moved at the same time.
 */
function listedFaults({ operations }: History): string[] {
  return operations.flatMap((one) => {
    const { client, concerns, outcome, because } = one;
    const isAlone = () =>
      !operations.some(
        (other) =>
          other !== one && other.client === client && other.invoke < one.complete && other.complete > one.invoke,
      );
    const isFault = because === 'hours' || because === 'step' || (because === 'parts' && isAlone());
    const starts = concerns.map(({ startsAt }) => startsAt).join(' ');
    return outcome === 'slot_not_offered' && isFault
      ? [`L1: ${starts} was listed for client ${client} and refused for its ${because}`]
      : [];
  });
}
