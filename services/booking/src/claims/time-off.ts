import { createHash } from 'node:crypto';
import { idPrefixes, type ReservationId } from '@interlude/shared/ids';
import { claimKeys } from '@interlude/shared/slots/cells';
import type { Span } from '@interlude/shared/slots/slot-question';
import { addDays, localOf, startOfLocalDay } from '@interlude/shared/time/time-zone';
import type { PersonRow } from '../company/person-store.ts';
import { clearOver } from '../reservations/release-expired.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';

interface TimeOffDeps {
  readonly now: () => number;
  readonly stores: { readonly reservations: ReservationStore };
}

const attempts = 5;
const longestDays = 366;
const daysAtOnce = 62;
// Of a meeting with its buffers, and of a day that is off.
const longestReachMs = 2 * 86_400_000;

/** Local dates mean whole days, the last included; instants mean themselves. */
function spanOf(zone: string, from: string, to: string): Span {
  const startsAt = from.length === 10 ? startOfLocalDay(zone, from) : Date.parse(from);
  const endsAt = to.length === 10 ? startOfLocalDay(zone, addDays(to, 1)) : Date.parse(to);
  const isSensible = startsAt < endsAt && endsAt - startsAt <= longestDays * 86_400_000;
  return isSensible
    ? { from: startsAt, to: endsAt }
    : refuse({ code: 'invalid_input', issues: [{ path: 'to', message: 'must be after from, within a year' }] });
}

/** One reservation for each local day, so that reads need to look back one day only. */
function daysOf(zone: string, span: Span): Span[] {
  const days: Span[] = [];
  for (let from = span.from; from < span.to; ) {
    const nextDay = startOfLocalDay(zone, addDays(localOf(zone, from).date, 1));
    const to = Math.min(nextDay, span.to);
    days.push({ from, to });
    from = to;
  }
  return days;
}

/**
 * Keeps a person free of interviews; answers the interviews that are already booked there. A year is too much for one
 * transaction, so it is a few writes; which days a request has taken already can be read, and repeating it under its key
 * takes the others.
 */
export async function addTimeOff(
  app: TimeOffDeps,
  person: PersonRow,
  wish: { from: string; to: string; key?: string },
) {
  const timeOffId = wish.key === undefined ? newId('timeOff') : idFor(person, wish.key);
  const days = daysOf(person.zone, spanOf(person.zone, wish.from, wish.to));
  const conflicts = new Set<string>();
  for (let n = 0; n < days.length; n += daysAtOnce) {
    const some = days.slice(n, n + daysAtOnce);
    for (const interviewId of await claimDays(app, person, timeOffId, some)) conflicts.add(interviewId);
  }
  return { timeOffId: timeOffId as string, conflicts: [...conflicts] };
}

function idFor({ tenantId, _id }: PersonRow, key: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tenantId, _id, key]))
    .digest('base64url');
  return `${idPrefixes.timeOff}_${digest.slice(0, 26)}`;
}

// Whatever is booked, held or taken at the same moment makes a day fail by itself; the next try looks at it anew.
async function claimDays(
  app: TimeOffDeps,
  person: PersonRow,
  timeOffId: string,
  days: readonly Span[],
): Promise<string[]> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const present = await readPresent(app, person, { timeOffId, days, isAgain: attempt > 1 });
    const isTaken = (day: Span) => present.some((row) => row.timeOffId === timeOffId && isOn(row, day));
    const holders = present.filter((row) => row.active && row.timeOffId !== timeOffId);
    const open = days.filter((day) => !isTaken(day));
    const rows = await Promise.all(open.map((day) => rowFor(app, person, { timeOffId, day, holders })));
    if (rows.length === 0 || (await app.stores.reservations.claimFree(rows))) return bookedOn(person, days, holders);
  }
  throw new Error('the time of somebody changes too often to take it off');
}

const isOn = ({ startsAt }: ReservationRow, day: Span) => startsAt.getTime() === day.from;

interface DaysAsked {
  readonly timeOffId: string;
  readonly days: readonly Span[];
  /** A write has failed: what stands in the way is asked by its cells, whoever it says it is for. */
  readonly isAgain: boolean;
}

/** What stands on these days, without the sessions that nobody is in: they keep nothing. */
async function readPresent({ stores, now }: TimeOffDeps, person: PersonRow, { timeOffId, days, isAgain }: DaysAsked) {
  const { reservations } = stores;
  const { tenantId, _id } = person;
  const span = { from: (days[0]?.from ?? 0) - longestReachMs, to: (days.at(-1)?.to ?? 0) + longestReachMs, timeOffId };
  const wanted = days.flatMap((day) => cellsOf(person, day));
  const read = async () => {
    const own = await reservations.listWithin(tenantId, _id, span);
    const others = isAgain ? await reservations.listHoldersOf(tenantId, wanted) : [];
    return [...new Map([...own, ...others].map((row) => [row._id, row])).values()];
  };
  const present = await read();
  const sessions = holding(present, new Set(wanted)).filter(({ kind, active }) => kind === 'group' && active);
  if (sessions.length === 0) return present;
  await clearOver(reservations, sessions, { now: now() });
  return await read();
}

function cellsOf(person: PersonRow, { from: startsAt, to: endsAt }: Span): string[] {
  return claimKeys({ personId: person._id, startsAt, endsAt, beforeMinutes: 0, afterMinutes: 0 });
}

interface DayWish {
  readonly timeOffId: string;
  readonly day: Span;
  readonly holders: readonly ReservationRow[];
}

// What is booked keeps its cells; the rest of the day is taken, and the interval says that the whole day is off.
async function rowFor({ stores, now }: TimeOffDeps, person: PersonRow, wish: DayWish): Promise<ReservationRow> {
  const { timeOffId, day } = wish;
  const wanted = cellsOf(person, day);
  const holders = holding(wish.holders, new Set(wanted));
  const taken = new Set(holders.flatMap(({ cells }) => cells ?? []));
  const cells = wanted.filter((cell) => !taken.has(cell));
  const places = await placesIn(stores.reservations, holders);
  const over = [...new Set([...holders, ...places].flatMap(({ bookingId }) => bookingId ?? []))];
  return {
    _id: `${idPrefixes.reservation}_${timeOffId}_${day.from.toString(36)}` as ReservationId,
    tenantId: person.tenantId,
    kind: 'timeoff',
    timeOffId,
    requestId: timeOffId,
    startsAt: new Date(day.from),
    endsAt: new Date(day.to),
    beforeMinutes: 0,
    afterMinutes: 0,
    people: [person._id],
    seats: [],
    ...(cells.length > 0 ? { cells } : {}),
    ...(over.length > 0 ? { over } : {}),
    active: true,
    version: 1,
    createdAt: new Date(now()),
  };
}

function holding(rows: readonly ReservationRow[], cells: ReadonlySet<string>): ReservationRow[] {
  return rows.filter((row) => row.cells?.some((cell) => cells.has(cell)));
}

function bookedOn(person: PersonRow, days: readonly Span[], holders: readonly ReservationRow[]): string[] {
  const cells = new Set(days.flatMap((day) => cellsOf(person, day)));
  return holding(holders, cells).flatMap(({ kind, booked, bookingId }) =>
    (kind === 'booking' || booked) && bookingId ? [bookingId] : [],
  );
}

// Whoever holds a place in a group session that nobody has booked yet may be the one to bring it into being.
async function placesIn({ groups }: ReservationStore, holders: readonly ReservationRow[]): Promise<ReservationRow[]> {
  const places = holders
    .filter(({ kind }) => kind === 'group')
    .map(async ({ tenantId, _id }) => await groups.listPlaces(tenantId, _id));
  return (await Promise.all(places)).flat().filter(({ kind }) => kind === 'hold');
}
