import { freeStarts } from '@interlude/shared/free-slots';
import { type WaitWindow, waitSpan } from '@interlude/shared/waitlist';
import type { BookingRow } from '../bookings/booking-row.ts';
import type { Colleague } from '../people/person-store.ts';
import { boundsFor } from '../slots/bounds.ts';
import { type QuestionStores, readQuestion } from '../slots/slot-question.ts';

/**
 * The free starts that could suit somebody who waits, epoch milliseconds: what the guest could book now. Starts
 * between the windows may be among them.
 */
export async function readFree(
  stores: QuestionStores,
  row: Omit<BookingRow, '_id'> & { readonly _id: BookingRow['_id'] | null },
  windows: readonly WaitWindow[],
  { now, people }: { readonly now: number; readonly people?: readonly Colleague[] | undefined },
): Promise<number[]> {
  const bounds = boundsFor(row, 'candidate', now);
  const span = waitSpan(windows, bounds);
  if (span.from >= span.to) return [];
  const { asked } = await readQuestion(stores, row, span, { ...bounds, people });
  return freeStarts(asked, span);
}
