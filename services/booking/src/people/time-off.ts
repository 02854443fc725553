import { claimKeys } from '@interlude/shared/cells';
import type { Span } from '@interlude/shared/free-slots';
import { addDays, localOf, startOfLocalDay } from '@interlude/shared/time-zone';
import type { App } from '../app.ts';
import { isDuplicateKey } from '../mongo.ts';
import { newId } from '../new-id.ts';
import { refuse } from '../refused.ts';
import { clearOver } from '../slots/clear-over.ts';
import type { ReservationRow } from '../slots/reservation-row.ts';
import type { ReservationStore } from '../slots/reservation-store.ts';
import type { PersonRow } from './person-store.ts';

const attempts = 5;
const longestDays = 366;

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

/** Keeps a person free of interviews; answers the interviews that are already booked there. */
export async function addTimeOff(app: App, person: PersonRow, wish: { from: string; to: string }) {
  const timeOffId = newId('timeOff');
  const conflicts = new Set<string>();
  for (const day of daysOf(person.zone, spanOf(person.zone, wish.from, wish.to))) {
    for (const interviewId of await claimDay(app, person, timeOffId, day)) conflicts.add(interviewId);
  }
  return { timeOffId: timeOffId as string, conflicts: [...conflicts] };
}

// What is booked keeps its cells; the rest of the day is taken, and the interval says that the whole day is off.
async function claimDay(app: App, person: PersonRow, timeOffId: string, day: Span): Promise<string[]> {
  const { reservations } = app.stores;
  const wanted = claimKeys({
    personId: person._id,
    startsAt: day.from,
    endsAt: day.to,
    beforeMinutes: 0,
    afterMinutes: 0,
  });
  for (let attempt = 1; ; attempt++) {
    const present = await reservations.listHoldersOf(person.tenantId, wanted);
    const sessions = present.filter(({ kind }) => kind === 'group');
    // A session that nobody is in keeps nothing; whatever else has gone meanwhile is as good as gone before.
    await clearOver(reservations, sessions, { now: app.now() });
    const holders = sessions.length > 0 ? await reservations.listHoldersOf(person.tenantId, wanted) : present;
    const taken = new Set(holders.flatMap(({ cells }) => cells ?? []));
    const cells = wanted.filter((cell) => !taken.has(cell));
    const over = [
      ...new Set([...holders, ...(await placesIn(reservations, holders))].flatMap(({ bookingId }) => bookingId ?? [])),
    ];
    const now = new Date(app.now());
    const row: ReservationRow = {
      _id: newId('reservation'),
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
      createdAt: now,
    };
    try {
      await reservations.claim(row);
      return holders.flatMap(({ kind, booked, bookingId }) =>
        (kind === 'booking' || booked) && bookingId ? [bookingId] : [],
      );
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= attempts) throw error;
    }
  }
}

// Whoever holds a place in a group session that nobody has booked yet may be the one to bring it into being.
async function placesIn({ groups }: ReservationStore, holders: readonly ReservationRow[]): Promise<ReservationRow[]> {
  const places = holders
    .filter(({ kind }) => kind === 'group')
    .map(async ({ tenantId, _id }) => await groups.listPlaces(tenantId, _id));
  return (await Promise.all(places)).flat().filter(({ kind }) => kind === 'hold');
}
