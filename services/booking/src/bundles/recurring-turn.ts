import type { BookingRow } from '../booking/row/booking-row.ts';
import { createKeyedMutex } from '../runtime/keyed-mutex.ts';

const inTurn = createKeyedMutex();

/**
 * One change of a whole series at a time in this process. Its transaction has many writes; the same request sent twice
 * would otherwise begin it again and again against itself until it gives up, and say that nothing can be reached.
 */
export async function inSeriesTurn<T>(row: BookingRow, change: () => Promise<T>): Promise<T> {
  const seriesId = (row.kind === 'appointment' ? row.series?.seriesId : undefined) ?? row._id;
  return await inTurn(seriesId, change);
}
