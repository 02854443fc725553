import type { SlotsView } from '@interlude/shared/schemas/views';
import { pageStart, pageWeeks, shiftedDate } from '../time/week-grid.models.ts';
import { localDateAt } from '../time/zoned.models.ts';

/** Days the first question covers, today included: the usual booking window lies within it. */
export const firstSpanDays = 42;
const pageDays = pageWeeks * 7;

/** The local date the first answer begins with, which is the server's today in that zone. */
export function todayOf(answer: SlotsView): string {
  const first = answer.offsets[0];
  return first ? localDateAt(answer.offsets, Date.parse(first.from)) : answer.earliestAt.slice(0, 10);
}

export function lastBookableDate(answer: SlotsView): string {
  return localDateAt(answer.offsets, Date.parse(answer.latestAt));
}

export interface DayRange {
  readonly from: string;
  readonly days: number;
}

/** The page of weeks, counted from today's, that a date lies on. */
export function pageOf(answer: SlotsView, date: string, firstWeekday: number): DayRange {
  return { from: pageStart(date, todayOf(answer), { firstWeekday, weeks: pageWeeks }), days: pageDays };
}

/** What must be asked besides the first answer to show a page, or null when that answer covers it. */
export function pageQuestion(answer: SlotsView, page: DayRange): DayRange | null {
  const covered = shiftedDate(todayOf(answer), firstSpanDays - 1);
  const last = lastBookableDate(answer);
  const isCovered = shiftedDate(page.from, page.days - 1) <= covered || last <= covered;
  return isCovered || page.from > last ? null : page;
}

/** The starts of both answers, each once and in order, in epoch milliseconds. */
export function mergedStarts(...answers: readonly (SlotsView | undefined)[]): number[] {
  const all = answers.flatMap((answer) => (answer?.starts ?? []).map((start) => Date.parse(start)));
  return [...new Set(all)].sort((one, other) => one - other);
}

/** The offsets of the answer that reaches furthest. */
export function widestOffsets(first: SlotsView, further: SlotsView | undefined): SlotsView['offsets'] {
  if (!further) return first.offsets;
  const known = new Set(first.offsets.map(({ from }) => from));
  const more = further.offsets.filter(({ from }) => !known.has(from));
  const all = [...first.offsets, ...more].sort((one, other) => Date.parse(one.from) - Date.parse(other.from));
  return all.filter(({ minutes }, i) => i === 0 || minutes !== all[i - 1]?.minutes);
}

/** Whether fresh answers show that a start is no longer free; one that no answer speaks of is not gone. */
export function isGone(at: number, first: SlotsView, further: SlotsView | undefined, page: DayRange | null): boolean {
  const date = localDateAt(first.offsets, at);
  const isListed = mergedStarts(first, further).includes(at);
  const isOnPage = page !== null && date >= page.from && date < shiftedDate(page.from, page.days);
  const isSpokenOf = date < shiftedDate(todayOf(first), firstSpanDays) || (further !== undefined && isOnPage);
  return isSpokenOf && !isListed;
}
