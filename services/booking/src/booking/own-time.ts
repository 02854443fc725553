import { LostRace } from '../mongo/lost-race.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import { isSession } from './row/booking-kind.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

/** The reservation that keeps the time of what is booked. */
export async function ownTimeOf(
  { reservations }: { readonly reservations: Pick<ReservationStore, 'findLive'> },
  row: ScheduledRow,
): Promise<ReservationRow> {
  const own = await reservations.findLive(row.tenantId, row._id, isSession(row) ? row.kind : 'booking');
  // It was read just before somebody ended it: the next attempt reads what happened.
  if (own === null) throw new LostRace();
  return own;
}
