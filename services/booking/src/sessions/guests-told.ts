import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { type Change, type CommandContext, candidateOf, notice } from '../booking/change.ts';
import type { CommandStores } from '../booking/judge.ts';
import { isGroup } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { Claim } from '../claims/claim-people.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { changeGuests, type GuestChange } from './guests-along.ts';

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
  await stores.reservations.groups.tellPlaces(own, set.people);
  const guests = await stores.bookings.listPlaces(own.tenantId, own._id);
  const told = guests.filter(({ status }) => upcomingStatuses.includes(status));
  await changeGuests(
    stores,
    context,
    told.map((row) => ({ row, change: changeFor(row, set, { now: context.now, detail }) })),
  );
}

function changeFor(
  row: BookingRow,
  people: People,
  { now, detail }: { readonly now: number; readonly detail: Change['detail'] },
): GuestChange['change'] {
  const scheduleRev = row.scheduleRev + 1;
  const timeRev = row.timeRev ?? row.scheduleRev;
  return {
    action: 'groupPeople',
    detail,
    set: { ...people, scheduleRev, timeRev, scheduleMadeAt: new Date(now) },
    notices: [notice('people_changed', `people_changed@${scheduleRev}`, [candidateOf(row)], { now, scheduleRev })],
    raisesVersion: true,
  };
}
