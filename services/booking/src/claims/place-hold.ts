import { seatKey } from '@interlude/shared/slots/resources';
import { isDuplicateKey } from '../mongo/mongo.ts';
import { clearOver } from '../reservations/release-expired.ts';
import { namesOf, type ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import type { ClaimWish } from './claim.ts';

/**
 * Holds the time of a row, or moves the hold that its booking has already; null when somebody else has it, whose claim
 * the next read shows. What is over and in the way is given up.
 */
export async function tryClaim(
  store: ReservationStore,
  wish: ClaimWish,
  row: ReservationRow,
  isAgain = false,
): Promise<ReservationRow | null> {
  // An empty array of cells would collide with every other one; it means that nothing new is asked for.
  if (row.cells === undefined || row.cells.length === 0) return null;
  try {
    await store.claim(row);
    return row;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const [held, holders] = await Promise.all([
    wish.isOffer ? null : store.findLive(wish.tenantId, wish.bookingId, 'hold'),
    store.listHoldersOf(wish.tenantId, row.cells ?? []),
  ]);
  if (held !== null && isAnswerTo(held, row, new Date(wish.now))) return held;
  const strangers = holders.filter(({ _id }) => _id !== held?._id);
  const inTheWay = await clearOver(store, strangers, wish);
  if (inTheWay > 0) return null;
  if (held === null) return strangers.length > 0 && !isAgain ? await tryClaim(store, wish, row, true) : null;
  return await replaceHold(store, held, row);
}

// The same request came twice (a retry, a double click): both go on with the hold the first one took.
function isAnswerTo(held: ReservationRow, row: ReservationRow, now: Date): boolean {
  const sameStart = held.startsAt.getTime() === row.startsAt.getTime();
  // A later read may have chosen other people of a pool: then it is another claim.
  const samePeople = held.people.join() === row.people.join() && seatsIn(held) === seatsIn(row);
  return (
    sameStart && samePeople && held.requestId === row.requestId && held.expiresAt !== undefined && held.expiresAt > now
  );
}

function seatsIn({ resources = [] }: ReservationRow): string {
  return resources.map(seatKey).join();
}

async function replaceHold(
  store: ReservationStore,
  held: ReservationRow,
  row: ReservationRow,
): Promise<ReservationRow | null> {
  const { startsAt, endsAt, people, terms, resources, seats, cells, assignment, requestId, expiresAt, placeIn, place } =
    row;
  try {
    return await store.moveHold(held, {
      startsAt,
      endsAt,
      people,
      heldAt: row.createdAt,
      freed: namesOf(held),
      seats,
      requestId,
      ...(terms ? { terms } : {}),
      ...(resources ? { resources } : {}),
      ...(cells ? { cells } : {}),
      ...(assignment ? { assignment } : {}),
      ...(expiresAt ? { expiresAt } : {}),
      ...(placeIn ? { placeIn, place: place ?? 0 } : {}),
    });
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}
