import type { SlotsView } from '@interlude/shared/schemas/views';
import { dayNumber } from '@interlude/shared/time/local-date';
import { pageStart, pageWeeks, shiftedDate } from '../time/week-grid.models.ts';
import { localDateAt } from '../time/zoned.models.ts';

/** Days the first question covers, today included: the usual booking window lies within it. */
export const firstSpanDays = 42;
/** The server rounds up by some minutes, which are no notice. */
const leastNoticeMs = 900_000;
const pageDays = pageWeeks * 7;

/** The local date the first answer begins with, which is the server's today in that zone. */
export function todayOf(answer: SlotsView): string {
  const first = answer.offsets[0];
  return first ? localDateAt(answer.offsets, Date.parse(first.from)) : answer.earliestAt.slice(0, 10);
}

export function lastBookableDate(answer: Pick<SlotsView, 'offsets' | 'latestAt'>): string {
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

/** What lies before the first free start. */
export interface Earlier {
  readonly firstAt: number;
  /** Until when everything is too soon; null without a notice. */
  readonly noticeUntil: number | null;
  /** The whole days from the notice on that have no start, of which the server says why. */
  readonly between: DayRange | null;
}

/** What can be said of the time before the first free start, or null when nothing can. */
export function earlierOf(answer: SlotsView, firstAt: number, now: number): Earlier | null {
  const earliestAt = Date.parse(answer.earliestAt);
  const from = localDateAt(answer.offsets, Math.max(earliestAt, now));
  const days = dayNumber(localDateAt(answer.offsets, firstAt)) - dayNumber(from);
  const between = days > 0 ? { from, days } : null;
  const noticeUntil = earliestAt - now > leastNoticeMs ? earliestAt : null;
  return between || noticeUntil ? { firstAt, noticeUntil, between } : null;
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
