import { type WaitWindow, waitSpan } from '@interlude/shared/booking/waitlist';
import { freeStarts } from '@interlude/shared/slots/free-slots';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { QuestionStores } from '../calendar/bookable.ts';
import { boundsFor } from '../calendar/bounds.ts';
import { readQuestion } from '../calendar/read-question.ts';
import type { Colleague } from '../company/person-store.ts';

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
