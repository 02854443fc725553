import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { auditRow } from '../booking/audit-row.ts';
import { type Change, type CommandContext, instantDetail, interviewersOf, notice } from '../booking/change.ts';
import type { CommandStores, Leaving, PlaceKeeper } from '../booking/command.ts';
import { nudgeFor } from '../booking/nudge.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import type { Claim } from '../claims/claim.ts';
import { LostRace } from '../mongo/lost-race.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { changeGuests, heldPlacesEnded } from './guests-along.ts';
import { tellGuests } from './guests-told.ts';
import { openedSession } from './opened-session.ts';

export const placeKeeper: PlaceKeeper = { join: joinGroup, leave: leaveGroup, tellGuests };

type Guest = BookingRow;

/** In the transaction that books a place: the session has a guest more, and comes into being with the first one. */
async function joinGroup(
  stores: CommandStores,
  guest: Guest,
  context: CommandContext,
  { placeIn, people, startsAt }: Claim['full'],
): Promise<void> {
  if (placeIn === undefined) return;
  const { groups } = stores.reservations;
  const before = await groups.join({ tenantId: guest.tenantId, _id: placeIn });
  // The session was given up, moved or taken over since the place was claimed, so everything is read again.
  const isAsClaimed = before?.startsAt.getTime() === startsAt.getTime() && before.people.join() === people.join();
  if (before === null || !isAsClaimed) throw new LostRace();
  if (before.booked !== 0 || guest.group === undefined) return;
  const session = openedSession({ ...guest, group: guest.group }, before, context);
  await groups.name(before, session._id);
  await stores.groupSessions.insert(session);
  await record(stores, session, context, {
    action: 'openGroup',
    detail: { startsAt: instantDetail(session.startsAt), people: session.people.join(' ') },
  });
}

/**
 * In the transaction that gives a place back: with the last guest the session ends, unless it has taken place. It is
 * completed with a guest who had begun early and is the last, and is called off with anybody else who leaves it empty.
 */
async function leaveGroup(
  stores: CommandStores,
  guest: Guest,
  context: CommandContext,
  { placeIn, tookPlace = false, status }: Leaving,
): Promise<void> {
  if (placeIn === undefined) return;
  const { groups } = stores.reservations;
  // Before its start no session has taken place, whatever became of one guest early.
  const isOver = tookPlace && guest.startsAt !== null && context.now >= guest.startsAt.getTime();
  const after = await groups.leave({ tenantId: guest.tenantId, _id: placeIn }, isOver);
  if (after === null || after.booked !== 0 || after.tookPlace === true) return;
  const now = new Date(context.now);
  const found = after.bookingId === undefined ? null : await stores.groupSessions.find(after.tenantId, after.bookingId);
  const session = found !== null && upcomingStatuses.includes(found.status) ? found : null;
  if (session !== null && guest.status === 'in_progress' && status === 'completed') {
    await completeSession(stores, session, context, { group: after, startedAt: guest.startedAt });
    return;
  }
  if (session !== null) await endSession(stores, session, context);
  await groups.end(after, now);
}

// What is left of its time is free, as it is after an interview that was early. Whoever holds a place in it would meet
// nobody of it: they begin another one.
async function completeSession(
  stores: CommandStores,
  session: SessionRow,
  context: CommandContext,
  { group, startedAt }: { readonly group: ReservationRow; readonly startedAt: Date | null },
): Promise<void> {
  const set = { status: 'completed' as const, startedAt, completedAt: new Date(context.now) };
  const after = await stores.groupSessions.change(session, set, { notices: [], raisesVersion: true });
  if (after === null) throw new LostRace();
  await record(stores, after, context, { action: 'complete', detail: {} });
  await stores.reservations.groups.close(group);
  await changeGuests(stores, context, await heldPlacesEnded(stores, group));
}

async function endSession(stores: CommandStores, session: SessionRow, context: CommandContext): Promise<void> {
  const { now } = context;
  const scheduleRev = session.scheduleRev + 1;
  const set = { status: 'cancelled' as const, scheduleRev, cancelledAt: new Date(now) };
  const notices = [
    notice('cancelled', `cancelled@${scheduleRev}`, interviewersOf(session.people), { now, scheduleRev }),
  ];
  const after = await stores.groupSessions.change(session, set, { notices, raisesVersion: true });
  if (after === null) throw new LostRace();
  await record(stores, after, context, { action: 'endGroup', detail: { startsAt: instantDetail(session.startsAt) } });
}

async function record(
  stores: CommandStores,
  session: SessionRow,
  context: CommandContext,
  what: Pick<Change, 'action' | 'detail'>,
): Promise<void> {
  await stores.audit.append(auditRow(session, context, what));
  await stores.outbox.append(nudgeFor(session, context.now));
}
