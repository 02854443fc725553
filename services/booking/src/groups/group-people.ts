import { upcomingStatuses } from '@interlude/shared/interview-status';
import { isGroup } from '../bookings/booking-kind.ts';
import type { BookingRow } from '../bookings/booking-row.ts';
import { type Change, type CommandContext, candidateOf, notice } from '../bookings/change.ts';
import type { CommandStores } from '../bookings/judge.ts';
import { LostRace } from '../bookings/lost-race.ts';
import { nudgeFor } from '../bookings/nudge.ts';
import { newId } from '../new-id.ts';
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
  const { now, actor, requestId } = context;
  await stores.reservations.groups.tellPlaces(own, set.people);
  const guests = await stores.bookings.listPlaces(own.tenantId, own._id);
  for (const guest of guests.filter(({ status }) => upcomingStatuses.includes(status))) {
    const scheduleRev = guest.scheduleRev + 1;
    const told = notice('people_changed', `people_changed@${scheduleRev}`, [candidateOf(guest)], { now, scheduleRev });
    const timeRev = guest.timeRev ?? guest.scheduleRev;
    const after = await stores.bookings.change(
      guest,
      { ...set, scheduleRev, timeRev, scheduleMadeAt: new Date(now) },
      { notices: [told], raisesVersion: true },
    );
    if (after === null) throw new LostRace();
    await stores.audit.append({
      _id: newId('event'),
      tenantId: guest.tenantId,
      interviewId: guest._id,
      at: new Date(now),
      actor,
      action: 'groupPeople',
      detail: { status: after.status, version: after.version, ...detail },
      requestId,
    });
    await stores.outbox.append(nudgeFor(after, now));
  }
}
