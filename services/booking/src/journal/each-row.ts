import type { Refusal } from '@interlude/shared/booking/refusal';
import { Refused } from '../runtime/refused.ts';

/**
 * Does to each row what is done to one by itself, in order, and answers what each came to: what one is refused keeps no
 * other from its turn. An outage is no answer of a row and ends the whole request; what is done stays done, and is found
 * by the next request where the rows have keys of their own.
 */
export async function eachRow<Row, Answer>(
  rows: readonly Row[],
  one: (row: Row) => Promise<Answer>,
): Promise<(Answer | { readonly refusal: Refusal })[]> {
  const results: (Answer | { readonly refusal: Refusal })[] = [];
  for (const row of rows) {
    try {
      results.push(await one(row));
    } catch (error) {
      // A queue that is full or a database that is silent says so by a refusal, and is an outage all the same.
      if (!(error instanceof Refused) || error.refusal.code === 'unavailable') throw error;
      results.push({ refusal: error.refusal });
    }
  }
  return results;
}
