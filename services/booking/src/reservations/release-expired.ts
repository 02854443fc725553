import type { BookingId } from '@interlude/shared/ids';
import type { ReservationRow } from './reservation-row.ts';
import type { ReservationStore } from './reservation-store.ts';

interface Claimant {
  /** A booking whose own holds do not keep a group session. */
  readonly bookingId?: BookingId;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Gives up what is over among those who stand in the way of a claim: holds that have ended, and group sessions that
 * nobody is in. Answers how many are left.
 */
export async function clearOver(
  store: ReservationStore,
  holders: readonly ReservationRow[],
  claimant: Claimant,
): Promise<number> {
  let left = 0;
  for (const holder of holders) if (!(await clearOne(store, holder, claimant))) left += 1;
  return left;
}

async function clearOne(store: ReservationStore, holder: ReservationRow, claimant: Claimant): Promise<boolean> {
  const { tenantId, _id, kind, expiresAt } = holder;
  const now = new Date(claimant.now);
  if (kind === 'hold' && expiresAt !== undefined && expiresAt <= now) {
    await store.dropExpiredHold(tenantId, _id, now);
    return true;
  }
  if (kind !== 'group') return false;
  // The places are read after the session itself: whoever takes one from now on raises its version, and it stays.
  for (const place of await store.groups.listPlaces(tenantId, _id)) {
    const isOwnHold =
      place.kind === 'hold' && claimant.bookingId !== undefined && place.bookingId === claimant.bookingId;
    const isGone = isOwnHold ? await store.releaseHold(place) : await clearOne(store, place, claimant);
    if (!isGone) return false;
  }
  return await store.groups.giveUp(holder);
}
