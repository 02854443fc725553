import { upcomingStatuses } from '@interlude/shared/interview-status';
import { auditRow } from '../bookings/audit-row.ts';
import { isGroup } from '../bookings/booking-kind.ts';
import { type BookingRow, changedRow } from '../bookings/booking-row.ts';
import type { BookingWrite } from '../bookings/booking-write.ts';
import { type Change, type CommandContext, candidateOf, notice } from '../bookings/change.ts';
import type { CommandStores } from '../bookings/judge.ts';
import { LostRace } from '../bookings/lost-race.ts';
import { nudgeFor } from '../bookings/nudge.ts';
import type { Claim } from '../slots/claim-time.ts';
import type { ReservationRow } from '../slots/reservation-row.ts';

type People = Pick<Claim['full'], 'people'> & { readonly optionalPeople: BookingRow['people'] };

/** Other people give a group session: in the same transaction its guests have them too, and are told once each. */
export function withGuestsTold(
  stores: Pick<CommandStores, 'reservations' | 'bookings' | 'audit' | 'outbox'>,
  row: BookingRow,
  context: CommandContext,
  change: Change,
): Change {
  const { reservation, set } = change;
  if (!isGroup(row) || reservation?.do !== 'reseat') return change;
  const { own, full } = reservation;
  const people = { people: full.people, optionalPeople: set.optionalPeople ?? [] };
  return { ...change, also: async () => await tellGuests(stores, own, people, { context, detail: change.detail }) };
}

async function tellGuests(
  stores: Pick<CommandStores, 'reservations' | 'bookings' | 'audit' | 'outbox'>,
  own: ReservationRow,
  set: People,
  { context, detail }: { readonly context: CommandContext; readonly detail: Change['detail'] },
): Promise<void> {
  const { now } = context;
  await stores.reservations.groups.tellPlaces(own, set.people);
  const guests = await stores.bookings.listPlaces(own.tenantId, own._id);
  const writes = guests.filter(({ status }) => upcomingStatuses.includes(status)).map((row) => writeFor(row, set, now));
  if (writes.length === 0) return;
  if (!(await stores.bookings.changeAll(writes))) throw new LostRace();
  await stores.audit.append(...writes.map(({ after }) => auditRow(after, context, { action: 'groupPeople', detail })));
  await stores.outbox.append(...writes.map(({ after }) => nudgeFor(after, now)));
}

function writeFor(row: BookingRow, people: People, now: number): BookingWrite {
  const scheduleRev = row.scheduleRev + 1;
  const told = notice('people_changed', `people_changed@${scheduleRev}`, [candidateOf(row)], { now, scheduleRev });
  const timeRev = row.timeRev ?? row.scheduleRev;
  const set = { ...people, scheduleRev, timeRev, scheduleMadeAt: new Date(now) };
  const terms = { notices: [told], raisesVersion: true };
  return { row, set, terms, after: changedRow(row, set, terms) };
}
