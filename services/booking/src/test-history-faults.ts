import type { BookingCore } from './bookings/booking-row.ts';
import type { PersonRow } from './people/person-store.ts';
import type { ReservationRow } from './slots/reservation-row.ts';
import { type Group, gapMissing, type History, type Template, type Times, timesOf, withOwn } from './test-history.ts';
import { takenFaults } from './test-history-taken.ts';
import { exclusionFaults } from './test-invariants.ts';
import type { TestPortal } from './test-portal.ts';

/**
 * What the history and the database say against each other and against the rules, in words; empty when all holds.
 * Nothing here asks the slot engine or the cells: intervals, calendars and the order of calls are the judges.
 */
export async function historyFaults(portal: Pick<TestPortal, 'collection'>, history: History): Promise<string[]> {
  const interviews = await portal.collection<BookingCore>('bookings').find({}).toArray();
  const people = await portal.collection<PersonRow>('people').find({}).toArray();
  return [
    ...history.seen,
    ...(await exclusionFaults(portal)),
    ...(await capFaults(portal)),
    ...(await bookedFaults(portal, history)),
    ...acknowledgedFaults(history, interviews),
    ...takenFaults(history, people),
    ...listedFaults(history),
    ...quietFaults(history),
  ];
}

/** S3 counted anew: bookings of a person that start on one date of the person's own calendar. */
async function capFaults({ collection }: Pick<TestPortal, 'collection'>): Promise<string[]> {
  const people = await collection<PersonRow>('people').find({}).toArray();
  const booked = await collection<ReservationRow>('reservations').find({ active: true, kind: 'booking' }).toArray();
  return people.flatMap(({ _id, zone, caps }) => {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
    const own = booked.filter((row) => row.people.includes(_id));
    const byDate = Map.groupBy(own, ({ startsAt }) => calendar.format(startsAt));
    return [...byDate].flatMap(([date, rows]) =>
      caps.perDay !== null && rows.length > caps.perDay
        ? [`S3: ${rows.length} of ${caps.perDay} for ${_id} on ${date}`]
        : [],
    );
  });
}

interface Booked extends Times {
  readonly client: number;
  readonly people: readonly string[];
  readonly rooms: readonly string[];
  readonly template: Template;
}

/** S1 and S2 with what templates and people ask for, whatever the reservations say of themselves. */
async function bookedFaults({ collection }: Pick<TestPortal, 'collection'>, history: History): Promise<string[]> {
  const people = await collection<PersonRow>('people').find({}).toArray();
  const rows = await collection<ReservationRow>('reservations').find({ active: true, kind: 'booking' }).toArray();
  const booked = rows.flatMap((row): Booked[] => {
    const client = history.clients.findIndex((one) => one.interviewId === row.bookingId);
    const template = history.templates[history.clients[client]?.template ?? -1];
    if (template === undefined) return [];
    const rooms = (row.resources ?? []).map(({ id }) => id as string);
    return [{ client, people: row.people, rooms, template, ...timesOf(template, row.startsAt.getTime()) }];
  });
  const tooClose = booked.flatMap((one, n) =>
    booked.slice(n + 1).flatMap((other) => {
      const shared = people.filter(({ _id }) => one.people.includes(_id) && other.people.includes(_id));
      const isTooClose = shared.some((person) => gapMissing(withOwn(person, one), withOwn(person, other)) > 0);
      return isTooClose ? [`S1: clients ${one.client} and ${other.client} are too close`] : [];
    }),
  );
  return [...tooClose, ...booked.flatMap((one) => panelFaults(one, people))];
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

/** H1: every acknowledged booking is there, or an acknowledged move or cancellation followed. */
function acknowledgedFaults({ operations, clients }: History, interviews: readonly BookingCore[]): string[] {
  return clients.flatMap(({ interviewId }, client) => {
    const effects = operations
      .filter(
        (one) => one.client === client && one.outcome === 'ok' && ['book', 'reschedule', 'cancel'].includes(one.kind),
      )
      .sort((a, b) => a.invoke - b.invoke);
    const last = effects.at(-1);
    const row = interviews.find(({ _id }) => _id === interviewId);
    const told =
      last === undefined ? 'nothing' : last.kind === 'cancel' ? 'cancelled' : Date.parse(last.startsAt ?? '');
    const kept =
      row === undefined || row.startsAt === null
        ? 'nothing'
        : row.status === 'cancelled'
          ? 'cancelled'
          : row.startsAt.getTime();
    return told === kept ? [] : [`H1: client ${client} was told ${told}, kept is ${kept}`];
  });
}

/** L2: what was listed can be booked, when nobody was in between. */
function quietFaults({ operations, quietFrom }: History): string[] {
  return operations.flatMap(({ client, startsAt, kind, outcome, invoke }) =>
    invoke >= quietFrom && kind === 'book' && outcome !== 'ok'
      ? [`L2: ${startsAt} was listed for client ${client} and refused as ${outcome} in quiet`]
      : [],
  );
}

/** L1: a start that was listed is never called outside the hours or off the step; neither changes in a simulation. */
function listedFaults({ operations }: History): string[] {
  return operations.flatMap(({ client, startsAt, outcome, because }) =>
    outcome === 'slot_not_offered' && (because === 'hours' || because === 'step')
      ? [`L1: ${startsAt} was listed for client ${client} and refused for its ${because}`]
      : [],
  );
}
