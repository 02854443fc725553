import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import type { Repeatable } from '@interlude/shared/bundles/recurring-rule';
import { type FactsAt, isFreeBeside } from '@interlude/shared/bundles/recurring-starts';
import type { AppointmentId } from '@interlude/shared/ids';
import { nearestFreeStarts } from '@interlude/shared/slots/free-slots';
import { nearestStarts } from '@interlude/shared/slots/nearest-starts';
import type { SlotQuestion } from '@interlude/shared/slots/slot-question';
import { decodeTime } from 'ulid';
import type { AppointmentRow, BookingRow } from '../booking/row/booking-row.ts';
import type { Question, QuestionStores } from '../calendar/bookable.ts';
import { boundsFor } from '../calendar/bounds.ts';
import { readQuestions } from '../calendar/read-question.ts';
import { derivedId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';

const day = 86_400_000;
// How far from a lost time others are looked for, and how many are looked at until enough go with the rest.
const nearMs = 3 * day;
const mostLookedAt = 20;
const alternativesWanted = 5;

/** An appointment that is still to be booked and may be booked several times in a row. */
export type RepeatableRow = AppointmentRow & { repeatable: Repeatable };

/** Refuses `status_forbids` for what is booked or may not be repeated. */
export function repeatableOf(row: BookingRow, action: string): RepeatableRow {
  const { status } = row;
  if (row.kind !== 'appointment' || status !== 'invited' || !row.repeatable) {
    refuse({ code: 'status_forbids', status, action, allowed: actionsOf(status, 'candidate', row.kind) });
  }
  return { ...row, repeatable: row.repeatable };
}

export interface SeriesQuestion {
  /** By start; they differ in what counts for the choice of people only. */
  readonly questions: readonly Question[];
  readonly asked: SlotQuestion;
  readonly factsAt: FactsAt;
}

/** Reads it with two queries, however many times there are. What any of these ids holds counts as free. */
export async function readSeries(
  stores: Pick<QuestionStores, 'people' | 'resources' | 'reservations'>,
  row: RepeatableRow,
  times: readonly { readonly id: AppointmentId; readonly startsAt: number }[],
  now: number,
): Promise<SeriesQuestion> {
  const starts = times.map(({ startsAt }) => startsAt);
  const bounds = boundsFor(row, 'candidate', now);
  // Nothing needs to be known about times that cannot be booked.
  const within = (at: number) => Math.min(Math.max(at, bounds.earliestAt), bounds.latestAt);
  const span = { from: within(Math.min(...starts)) - nearMs, to: within(Math.max(...starts)) + nearMs };
  const asking = times.map(({ id, startsAt }) => {
    return { bookable: { ...row, _id: id }, bounds: { ...bounds, chooseFor: within(startsAt) } };
  });
  const questions = await readQuestions(stores, asking, span);
  const [first] = questions;
  if (first === undefined) throw new Error('a series without a time');
  const factsAt = (startsAt: number) => {
    const n = starts.indexOf(startsAt);
    return { past: questions[n]?.past ?? first.past, seed: times[n]?.id ?? row._id };
  };
  return { questions, asked: first.asked, factsAt };
}

/** The nearest starts to one that cannot be had, each of which can be had beside those that can. */
export function alternativesBeside(
  { asked, factsAt }: Pick<SeriesQuestion, 'asked' | 'factsAt'>,
  startsAt: number,
  kept: readonly number[],
): string[] {
  const first = kept[0] ?? startsAt;
  const span = { from: startsAt - nearMs, to: startsAt + nearMs };
  const near = nearestFreeStarts(asked, startsAt, span, mostLookedAt).filter(
    (at) => !kept.includes(at) && (at > first || first >= startsAt),
  );
  const found = near.filter((at) => isFreeBeside(asked, at, { kept, factsAt }));
  return nearestStarts(found, startsAt, alternativesWanted).map(instantText);
}

const prefix = 'apt_';

/**
 * The id of the nth appointment of a series, itself being 0. The same request makes the same ids, so that one sent twice
 * at once meets its own claims instead of being its own rival. Each is a millisecond younger, so that lists keep them in
 * turn.
 */
export function memberId(first: AppointmentId, key: string, n: number): AppointmentId {
  if (n === 0) return first;
  return derivedId('appointment', decodeTime(first.slice(prefix.length)) + n, `${first} ${key} ${n}`);
}
