import type { ReservationId } from '@interlude/shared/ids';
import { unprovedPlaceSeat } from '@interlude/shared/slots/unproved-seats';
import type { GroupTerms } from '../calendar/joinable-sessions.ts';
import { isDuplicateKey } from '../mongo/mongo.ts';
import { clearOver } from '../reservations/release-expired.ts';
import type { BusyRow, ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import { newId } from '../runtime/new-id.ts';
import { type Claim, type ClaimWish, HeldEnough } from './claim.ts';
import { tryClaim } from './place-hold.ts';

function placeKey(group: ReservationId, place: number): string {
  return `${group}#${place}`;
}

type Session = Pick<BusyRow, '_id' | 'startsAt' | 'endsAt' | 'people' | 'resources'>;

interface Place extends GroupTerms {
  readonly attempt: number;
  /** Of a visitor without a proved address who opens it: the seats of their time. Who joins takes one of its own. */
  readonly kept?: readonly string[];
}

/** Takes a place in a session; null when another took it at the same moment, or the session was given up. */
export async function claimPlace(
  store: ReservationStore,
  wish: ClaimWish,
  group: Session,
  { offerId, places, attempt, kept }: Place,
): Promise<Claim | null> {
  const present = await store.groups.listPlaces(wish.tenantId, group._id);
  const taken = new Set(present.filter((row) => !isOpen(row, wish)).map(({ place }) => place));
  const free = Array.from({ length: places }, (_, place) => place).filter((place) => !taken.has(place));
  // The lowest free place first; after a lost race any of them, so that rivals do not meet again.
  const place = attempt === 1 ? free[0] : free[Math.floor(Math.random() * free.length)];
  if (place === undefined) return null;
  const { _id, startsAt, endsAt, people, resources } = group;
  const seats = wish.isUnproved ? (kept ?? joiningSeat(group, places, present)) : [];
  const hold = await tryClaim(store, wish, {
    _id: newId('reservation'),
    tenantId: wish.tenantId,
    kind: 'hold',
    ...(wish.isOffer ? { offeredTo: wish.bookingId } : { bookingId: wish.bookingId }),
    requestId: wish.requestId,
    startsAt,
    endsAt,
    beforeMinutes: 0,
    afterMinutes: 0,
    people,
    ...(resources ? { resources } : {}),
    seats: [...seats],
    cells: [placeKey(_id, place), ...seats],
    placeIn: _id,
    place,
    offerId,
    active: true,
    expiresAt: new Date(wish.expiresAt),
    ...(wish.isUnproved ? { isUnproved: true } : {}),
    version: 1,
    createdAt: new Date(wish.now),
  });
  if (hold === null) return null;
  if (wish.isCommitted) return { hold, full: placeOf(hold) };
  if (await store.groups.keep({ tenantId: wish.tenantId, _id: hold.placeIn ?? _id, startsAt }))
    return { hold, full: placeOf(hold) };
  await store.releaseHold(hold);
  return null;
}

function joiningSeat({ _id }: Session, places: number, present: readonly ReservationRow[]): string[] {
  const seat = unprovedPlaceSeat(_id, places, new Set(present.flatMap(({ seats }) => seats)));
  if (seat === null) throw new HeldEnough();
  return [seat];
}

// A place held until an instant that is over is given up by the claim itself, and one's own is no rival's.
function isOpen({ kind, bookingId, expiresAt }: ReservationRow, { bookingId: own, now, isOffer }: ClaimWish): boolean {
  if (kind !== 'hold') return false;
  return (!isOffer && bookingId === own) || (expiresAt !== undefined && expiresAt.getTime() <= now);
}

export function placeOf({ startsAt, endsAt, people, resources, seats, cells = [], placeIn, place }: ReservationRow) {
  return {
    startsAt,
    endsAt,
    people,
    seats,
    cells,
    ...(resources ? { resources } : {}),
    ...(placeIn === undefined ? {} : { placeIn }),
    ...(place === undefined ? {} : { place }),
  };
}

/**
 * Claims the people for a session that nobody is in yet; null when somebody else has one of them. Until a place in it
 * is taken anybody may give it up again, so a process that is killed here takes the time from nobody.
 */
export async function openSession(
  store: ReservationStore,
  wish: ClaimWish,
  claimed: ReservationRow,
  { offerId, attempt }: Place,
): Promise<ReservationRow | null> {
  const { bookingId: _, offeredTo: __, expiresAt: ___, isUnproved: ____, ...rest } = claimed;
  const group: ReservationRow = { ...rest, kind: 'group', offerId, booked: 0, openedWith: rest.people };
  try {
    await store.claim(group);
    return group;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  // What a rival is just opening is to be joined, unless that has proved impossible.
  const isRival = (row: ReservationRow) => row.offerId === offerId && row.startsAt.getTime() === wish.startsAt;
  const holders = await store.listHoldersOf(wish.tenantId, group.cells ?? []);
  await clearOver(store, attempt > 2 ? holders : holders.filter((row) => !isRival(row)), wish);
  return null;
}
