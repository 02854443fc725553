import type { Claim } from '../claims/claim.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import type { BookingRow } from './row/booking-row.ts';

/** The claim behind a live offer of this start, or null: then it is booked like any other. */
export async function findOfferedClaim(
  reservations: ReservationStore,
  { tenantId, waitlist }: BookingRow,
  startsAt: number,
  now: number,
): Promise<Claim | null> {
  const offer = waitlist?.offer;
  if (!offer || offer.startsAt !== startsAt || offer.expiresAt <= now) return null;
  const hold = await reservations.findOffer(tenantId, offer.id);
  return hold === null ? null : { hold, full: { ...hold, cells: hold.cells ?? [] } };
}
