import { setImmediate } from 'node:timers/promises';
import { type Chain, type ChainPart, completingInSteps } from '@interlude/shared/bundles/arranged-starts';
import { type Arrangement, reachOf } from '@interlude/shared/bundles/arrangement';
import type { SlotQuestion, Span } from '@interlude/shared/slots/slot-question';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { isPlaced } from '../booking/siblings.ts';
import type { Question, QuestionStores } from '../calendar/bookable.ts';
import { boundsFor } from '../calendar/bounds.ts';
import { readQuestions } from '../calendar/read-question.ts';

/** Where the candidate wants the open parts, by interview; epoch milliseconds. */
export type WantedStarts = ReadonlyMap<string, number>;

export interface Parts {
  readonly all: readonly BookingRow[];
  readonly arrangement: Arrangement;
}

export interface PartsQuestion extends Pick<Parts, 'arrangement'> {
  /** In order: what is to be booked, and what has its time already. */
  readonly rows: readonly BookingRow[];
  /** Of the open parts, by interview. */
  readonly questions: ReadonlyMap<string, Question>;
}

export function isOpen({ status }: Pick<BookingRow, 'status'>): boolean {
  return status === 'invited';
}

/** Reads all that decides whether open parts can begin in the span: two queries, however many parts and people. */
export async function readParts(
  stores: Pick<QuestionStores, 'people' | 'resources' | 'reservations'>,
  { all, arrangement }: Parts,
  span: Span,
  { now, wanted = new Map() }: { readonly now: number; readonly wanted?: WantedStarts },
): Promise<PartsQuestion> {
  const open = all.filter(isOpen);
  const asking = open.map((bookable) => {
    const chooseFor = wanted.get(bookable._id);
    const bounds = boundsFor(bookable, 'candidate', now);
    return { bookable, bounds: { ...bounds, ...(chooseFor === undefined ? {} : { chooseFor }) } };
  });
  const found = await readQuestions(stores, asking, reachOf(arrangement, span));
  const questions = new Map(open.flatMap((row, n) => (found[n] === undefined ? [] : [[row._id as string, found[n]]])));
  return { arrangement, rows: all.filter((row) => isOpen(row) || isPlaced(row)), questions };
}

/** The chain of the parts with the open ones where they are wanted. */
export function chainOf({ arrangement, rows, questions }: PartsQuestion, wanted: WantedStarts): Chain {
  const parts = rows.map((row): ChainPart => {
    const asked: SlotQuestion | null = questions.get(row._id)?.asked ?? null;
    const startsAt = asked === null ? (row.startsAt?.getTime() ?? null) : (wanted.get(row._id) ?? null);
    return { index: row.part?.index ?? 0, durationMinutes: row.durationMinutes, asked, startsAt };
  });
  return { arrangement, parts };
}

// Nobody else is answered for longer than this and one step of the search.
const longestTurnMs = 10;

/** `completingStarts`, in turns with whatever else the process has to do. */
export async function startsInTurns(chain: Chain, span: Span): Promise<number[][]> {
  const work = completingInSteps(chain, span);
  for (let begun = performance.now(); ; ) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - begun < longestTurnMs) continue;
    await setImmediate();
    begun = performance.now();
  }
}
