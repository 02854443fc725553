import { instantText } from '@interlude/shared/booking/booking-rules';
import { reservedStatuses, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { auditRow } from '../booking/audit-row.ts';
import type { Change, CommandContext } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import { nudgeFor } from '../booking/nudge.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { changedRow } from '../booking/row/changed-row.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import { LostRace } from '../mongo/lost-race.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { refuse } from '../runtime/refused.ts';

export type GuestStores = Pick<CommandStores, 'bookings' | 'audit' | 'outbox'>;

export interface GuestChange {
  readonly row: BookingRow;
  readonly change: Pick<Change, 'action' | 'detail' | 'set' | 'notices' | 'raisesVersion'>;
}

/**
 * In the transaction of a session's change: changes bookings beside it, each with an audit row and a nudge of its own,
 * with as many commands as one of them alone.
 */
export async function changeGuests(
  stores: GuestStores,
  context: CommandContext,
  changes: readonly GuestChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const writes = changes.map(({ row, change }) => {
    const { set, notices = [], raisesVersion } = change;
    const terms = { notices, raisesVersion };
    return { row, set, terms, change, after: changedRow(row, set, terms) };
  });
  if (!(await stores.bookings.changeAll(writes))) throw new LostRace();
  await stores.audit.append(...writes.map(({ row, after, change }) => auditRow(after, context, change, row)));
  await stores.outbox.append(...writes.map(({ after }) => nudgeFor(after, context.now)));
}

/** The group session that staff want to change as a whole; refuses once it has begun for anybody in it. */
export async function sessionToChange(
  { bookings }: Pick<GuestStores, 'bookings'>,
  row: SessionRow,
  { expectedVersion }: CommandContext,
  action: string,
): Promise<SessionRow & { readonly reservationId: ReservationRow['_id'] }> {
  const { status, version, reservationId } = row;
  const guests = reservationId === null ? [] : await bookings.listPlaces(row.tenantId, reservationId);
  if (reservationId === null || !isUnbegun(row, guests)) {
    const { status: present } = guests.find(hasBegun) ?? row;
    refuse({ code: 'status_forbids', status: present, action, allowed: [] });
  }
  if (expectedVersion !== undefined && expectedVersion !== version) {
    refuse({ code: 'version_conflict', version, status });
  }
  return { ...row, reservationId };
}

export function isUnbegun(row: SessionRow, guests: readonly BookingRow[]): boolean {
  return upcomingStatuses.includes(row.status) && !guests.some(hasBegun);
}

/**
 * In the transaction: everybody who has a place. Loses the race against a guest who has just begun; refuses `not_found`
 * where one of them is not the caller's to change, also when they have just joined.
 */
export async function guestsIn(
  { bookings }: Pick<GuestStores, 'bookings'>,
  { tenantId, _id }: Pick<ReservationRow, 'tenantId' | '_id'>,
  { mayWrite }: Pick<CommandContext, 'mayWrite'>,
): Promise<BookingRow[]> {
  const guests = (await bookings.listPlaces(tenantId, _id)).filter(({ status }) => reservedStatuses.includes(status));
  if (mayWrite !== undefined && !guests.every(mayWrite)) refuse({ code: 'not_found' });
  if (guests.some(hasBegun)) throw new LostRace();
  return guests;
}

/**
 * In the transaction that moves a session or ends it: gives back the places that are only held or on offer. Answers the
 * change of each waiting booking that was offered one.
 */
export async function heldPlacesEnded(
  { bookings, reservations }: Pick<CommandStores, 'bookings' | 'reservations'>,
  group: Pick<ReservationRow, 'tenantId' | '_id'>,
): Promise<GuestChange[]> {
  const held = await reservations.groups.releaseHeld(group);
  const offered = held.flatMap(({ offeredTo }) => (offeredTo ? [offeredTo] : []));
  if (offered.length === 0) return [];
  const rows = await bookings.listByIds(group.tenantId, offered);
  return rows.flatMap((row): GuestChange[] => {
    const { waitlist } = row;
    if (!waitlist?.offer || !held.some(({ _id }) => _id === waitlist.offer?.id)) return [];
    const detail = { startsAt: instantText(waitlist.offer.startsAt) };
    // The candidate did not let this offer go, so the same time may be offered to them again.
    const set = { waitlist: { ...waitlist, offer: null } };
    return [{ row, change: { action: 'withdrawOffer', detail, set, raisesVersion: false } }];
  });
}

function hasBegun({ status }: BookingRow): boolean {
  return reservedStatuses.includes(status) && !upcomingStatuses.includes(status);
}
