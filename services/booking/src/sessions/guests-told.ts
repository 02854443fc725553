import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { type Change, type CommandContext, candidateOf, notice } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import type { Claim } from '../claims/claim.ts';
import { changeGuests, type GuestChange } from './guests-along.ts';

type People = Pick<Claim['full'], 'people'> & { readonly optionalPeople: BookingRow['people'] };

/** Other people give a group session: in the same transaction its guests have them too, and are told once each. */
export async function tellGuests(
  stores: Pick<CommandStores, 'reservations' | 'bookings' | 'audit' | 'outbox'>,
  _: SessionRow,
  context: CommandContext,
  { reservation, set, detail }: Change,
): Promise<void> {
  if (reservation?.do !== 'reseat') return;
  const { own, full } = reservation;
  const people = { people: full.people, optionalPeople: set.optionalPeople ?? [] };
  await stores.reservations.groups.tellPlaces(own, people.people);
  const guests = await stores.bookings.listPlaces(own.tenantId, own._id);
  const told = guests.filter(({ status }) => upcomingStatuses.includes(status));
  await changeGuests(
    stores,
    context,
    told.map((row) => ({ row, change: changeFor(row, people, { now: context.now, detail }) })),
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
