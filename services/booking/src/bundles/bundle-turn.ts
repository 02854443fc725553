import type { BookingRow } from '../booking/row/booking-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';

/**
 * One change of a whole series at a time in this process. Its transaction has many writes; the same request sent twice
 * would otherwise begin it again and again against itself until it gives up, and say that nothing can be reached.
 */
export async function inSeriesTurn<T>(
  { turns }: Pick<ReservationStore, 'turns'>,
  row: BookingRow,
  change: () => Promise<T>,
): Promise<T> {
  const seriesId = (row.kind === 'appointment' ? row.series?.seriesId : undefined) ?? row._id;
  const turn = `${row.tenantId} series ${seriesId}`;
  for (let other = turns.underWay(turn); other !== undefined; other = turns.underWay(turn)) await other;
  return await turns.take(turn, change);
}
