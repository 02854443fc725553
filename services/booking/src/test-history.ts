import type { BookingRow } from './bookings/booking-row.ts';
import type { PersonRow } from './people/person-store.ts';
import type { ReservationRow } from './slots/reservation-row.ts';
import { exclusionFaults } from './test-invariants.ts';
import type { TestPortal } from './test-portal.ts';

export type OperationKind = 'list' | 'hold' | 'release' | 'book' | 'reschedule' | 'cancel';

/** One call and its answer. `invoke` and `complete` number all beginnings and ends in the order they were seen. */
export interface Operation {
  readonly client: number;
  readonly template: number;
  readonly kind: OperationKind;
  readonly startsAt: string | null;
  readonly invoke: number;
  readonly complete: number;
  /** `ok`, or the code of the refusal. */
  readonly outcome: string;
  readonly because?: string;
}

/** Time that may have been somebody's from the call numbered `invoke` on, epoch milliseconds. */
export interface Busy {
  readonly people: readonly string[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly invoke: number;
}

interface Group {
  readonly anyOf: readonly string[];
  readonly count: number;
  readonly optional?: true;
  readonly skills?: readonly string[];
}

export interface Template {
  readonly id: string;
  readonly panel: readonly Group[];
  readonly durationMinutes: number;
  readonly buffers: { readonly beforeMinutes: number; readonly afterMinutes: number };
}

export interface History {
  readonly operations: readonly Operation[];
  readonly timeOff: readonly Busy[];
  readonly templates: readonly Template[];
  /** People who may be full for a day while every single time is free. */
  readonly capped: readonly string[];
  readonly clients: readonly { readonly interviewId: string; readonly template: number }[];
}

const minute = 60_000;

/**
 * What the history and the database say against each other and against the rules, in words; empty when all holds.
 * Nothing here asks the slot engine or the cells: intervals, calendars and the order of calls are the judges.
 */
export async function historyFaults(portal: Pick<TestPortal, 'collection'>, history: History): Promise<string[]> {
  const interviews = await portal.collection<BookingRow>('bookings').find({}).toArray();
  return [
    ...(await exclusionFaults(portal)),
    ...(await capFaults(portal)),
    ...(await bookedFaults(portal, history)),
    ...acknowledgedFaults(history, interviews),
    ...takenFaults(history),
    ...offerFaults(history),
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
    return [{ client, people: row.people, template, ...timesOf(template, row.startsAt.getTime()) }];
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

/** A person's own buffers count where they are larger. */
function withOwn({ settings }: PersonRow, times: Times): Times {
  const { beforeMinutes = 0, afterMinutes = 0 } = settings?.buffers ?? {};
  return { ...times, before: Math.max(times.before, beforeMinutes), after: Math.max(times.after, afterMinutes) };
}

/** S2: a panel is reserved whole, of distinct people, with the skills it asks for, and with nobody else. */
function panelFaults({ client, people, template: { panel } }: Booked, all: readonly PersonRow[]): string[] {
  const fits = ({ anyOf, skills = [] }: Group) =>
    people.filter((id) => {
      const known = all.find(({ _id }) => _id === id)?.skills ?? [];
      return anyOf.includes(id) && skills.every((skill) => known.includes(skill));
    });
  const isWhole = panel.every((group) => group.optional || fits(group).length >= group.count);
  const hasPlace = people.every((id) => panel.some((group) => fits(group).includes(id)));
  const seats = panel.reduce((sum, { count }) => sum + count, 0);
  const isSane = new Set(people).size === people.length && people.length <= seats;
  return isWhole && hasPlace && isSane ? [] : [`S2: client ${client} has ${people} for ${JSON.stringify(panel)}`];
}

/** H1: every acknowledged booking is there, or an acknowledged move or cancellation followed. */
function acknowledgedFaults({ operations, clients }: History, interviews: readonly BookingRow[]): string[] {
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

/**
 * H2: whoever was refused a time as taken was refused for a reason: somebody may have had it at some moment of the
 * call. Judged for templates of one person without a choice, where a single reservation decides.
 */
function takenFaults({ operations, timeOff, templates, capped }: History): string[] {
  const claims = operations.filter(({ kind }) => ['hold', 'book', 'reschedule'].includes(kind));
  return claims.flatMap((refused) => {
    const template = templates[refused.template];
    const [group, ...others] = template?.panel ?? [];
    const [person, ...more] = group?.anyOf ?? [];
    if (refused.outcome !== 'slot_taken' || !template || !person || others.length + more.length > 0) return [];
    if (capped.includes(person)) return [];
    const wanted = timesOf(template, Date.parse(refused.startsAt ?? ''));
    const isHeld = claims.some((other) => {
      const shape = templates[other.template];
      const mayShare = shape?.panel.some(({ anyOf }) => anyOf.includes(person)) === true;
      return (
        mayShare &&
        other.client !== refused.client &&
        other.invoke < refused.complete &&
        clash(wanted, timesOf(shape, Date.parse(other.startsAt ?? '')))
      );
    });
    const isOff = timeOff.some(
      (busy) =>
        busy.people.includes(person) &&
        busy.invoke < refused.complete &&
        clash(wanted, { ...busy, before: 0, after: 0 }),
    );
    return isHeld || isOff
      ? []
      : [`H2: client ${refused.client} was refused ${refused.startsAt} that nobody ever wanted`];
  });
}

interface Times {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly before: number;
  readonly after: number;
}

function timesOf({ durationMinutes, buffers }: Template, startsAt: number): Times {
  const endsAt = startsAt + durationMinutes * minute;
  return { startsAt, endsAt, before: buffers.beforeMinutes, after: buffers.afterMinutes };
}

/** By how much two meetings of one person are too close, milliseconds; the larger of the two buffers counts. */
function gapMissing(one: Times, other: Times): number {
  const [early, late] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
  return Math.max(early.after, late.before) * minute - (late.startsAt - early.endsAt);
}

// Claims are rounded outward to cells of five minutes: what would only just have fitted may be refused.
function clash(one: Times, other: Times): boolean {
  return gapMissing(one, other) > -10 * minute;
}

/** L1: a start that was listed is never called outside the hours or off the step; neither changes in a simulation. */
function offerFaults({ operations }: History): string[] {
  return operations.flatMap(({ client, startsAt, outcome, because }) =>
    outcome === 'slot_not_offered' && (because === 'hours' || because === 'step')
      ? [`L1: ${startsAt} was listed for client ${client} and refused for its ${because}`]
      : [],
  );
}
