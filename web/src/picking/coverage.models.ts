import type { SlotsView } from '@interlude/shared/schemas/views';
import { lastDateOf, monthOf, shiftedDate } from '../time/month-grid.models.ts';
import { localDateAt } from '../time/zoned.models.ts';

/** Days the first question covers, today included: the usual booking window lies within it. */
export const firstSpanDays = 42;
const monthSpanDays = 31;

/** The local date the first answer begins with, which is the server's today in that zone. */
export function todayOf(answer: SlotsView): string {
  const first = answer.offsets[0];
  return first ? localDateAt(answer.offsets, Date.parse(first.from)) : answer.earliestAt.slice(0, 10);
}

export function lastBookableDate(answer: SlotsView): string {
  return localDateAt(answer.offsets, Date.parse(answer.latestAt));
}

/** What must be asked besides the first answer to show a month, or null when that answer covers it. */
export function monthQuestion(answer: SlotsView, month: string): { from: string; days: number } | null {
  const covered = shiftedDate(todayOf(answer), firstSpanDays - 1);
  const last = lastBookableDate(answer);
  const isCovered = lastDateOf(month) <= covered || last <= covered;
  if (isCovered || month > monthOf(last)) return null;
  return { from: `${month}-01`, days: monthSpanDays };
}

/** The starts of both answers, each once and in order, in epoch milliseconds. */
export function mergedStarts(...answers: readonly (SlotsView | undefined)[]): number[] {
  const all = answers.flatMap((answer) => (answer?.starts ?? []).map((start) => Date.parse(start)));
  return [...new Set(all)].sort((one, other) => one - other);
}

/** The offsets of the answer that reaches furthest. */
export function widestOffsets(first: SlotsView, month: SlotsView | undefined): SlotsView['offsets'] {
  if (!month) return first.offsets;
  const known = new Set(first.offsets.map(({ from }) => from));
  const more = month.offsets.filter(({ from }) => !known.has(from));
  const all = [...first.offsets, ...more].sort((one, other) => Date.parse(one.from) - Date.parse(other.from));
  return all.filter(({ minutes }, i) => i === 0 || minutes !== all[i - 1]?.minutes);
}

/** Whether fresh answers show that a start is no longer free; one that no answer speaks of is not gone. */
export function isGone(at: number, first: SlotsView, monthly: SlotsView | undefined, month: string): boolean {
  const date = localDateAt(first.offsets, at);
  const isListed = mergedStarts(first, monthly).includes(at);
  const isSpokenOf =
    date < shiftedDate(todayOf(first), firstSpanDays) || (monthly !== undefined && monthOf(date) === month);
  return isSpokenOf && !isListed;
}
