import type { InterviewView, PartSlotsView } from '@interlude/shared/schemas/views';
import { lastBookableDate } from '../picking/coverage.models.ts';
import { pageStart, pageWeeks } from '../time/week-grid.models.ts';

type Parts = NonNullable<InterviewView['parts']>;
export type Part = Parts['all'][number];
/** Chosen starts by interview, epoch milliseconds. */
export type Chosen = Readonly<Record<string, number>>;

/** The parts that are booked together: those without a time yet. */
export function openParts(parts: InterviewView['parts']): readonly Part[] {
  return parts?.all.filter(({ status }) => status === 'invited') ?? [];
}

export function numberOf(parts: InterviewView['parts'], interviewId: string): number {
  return (parts?.all.findIndex((part) => part.interviewId === interviewId) ?? -1) + 1;
}

/** The starts of one part that complete what is chosen elsewhere. */
export function startsOf(answer: PartSlotsView | undefined, interviewId: string): number[] {
  const found = answer?.parts.find((part) => part.interviewId === interviewId);
  return (found?.starts ?? []).map((start) => Date.parse(start));
}

/** The pause between the end of a part and the start of another, in minutes; nothing when they touch or overlap. */
export function minutesBetween(formerAt: number, formerMinutes: number, at: number): number {
  return Math.max(0, Math.round((at - formerAt) / 60_000) - formerMinutes);
}

/** What is chosen as the server is asked about it, in the order of the parts, so that equal choices ask equally. */
export function chosenList(open: readonly Part[], chosen: Chosen): { interviewId: string; startsAt: string }[] {
  return open.flatMap(({ interviewId }) => {
    const at = chosen[interviewId];
    return at === undefined ? [] : [{ interviewId, startsAt: new Date(at).toISOString() }];
  });
}

/** The first part still without a time after one that has just got its own, or before it; null when all have one. */
export function nextOpen(open: readonly Part[], chosen: Chosen, after: string | null): string | null {
  const from = open.findIndex(({ interviewId }) => interviewId === after) + 1;
  const inTurn = [...open.slice(from), ...open.slice(0, from)];
  return inTurn.find(({ interviewId }) => chosen[interviewId] === undefined)?.interviewId ?? null;
}

/**
 * The chosen part that is lost, by an answer about exactly this choice, or null. Beside a time that is taken no other
 * part is completed by anything, so the one to be chosen anew is the one for which something is left.
 */
export function goneOf(answer: PartSlotsView, open: readonly Part[], chosen: Chosen): string | null {
  const gone = open.filter(({ interviewId }) => {
    const at = chosen[interviewId];
    return at !== undefined && !startsOf(answer, interviewId).includes(at);
  });
  const lost = gone.find(({ interviewId }) => startsOf(answer, interviewId).length > 0) ?? gone.at(-1);
  return lost?.interviewId ?? null;
}

interface DaysInView {
  readonly today: string;
  /** The day whose times are shown. */
  readonly day: string;
  /** Those that have times, in order. */
  readonly dates: readonly string[];
  /** Whether a time is chosen for another part: then only days near it are possible. */
  readonly hasChosen: boolean;
}

/** The first and the last local date that can be looked at: the whole window until a time is chosen. */
export function boundsOf(answer: PartSlotsView | undefined, { today, day, dates, hasChosen }: DaysInView) {
  if (hasChosen) return { from: dates[0] ?? day, to: dates.at(-1) ?? day };
  return { from: today, to: answer ? lastBookableDate(answer) : day };
}

/** From which date to ask for the page of weeks that holds a date; null stands for today, which the first page has. */
export function askFrom(date: string, today: string, firstWeekday: number): string | null {
  const start = pageStart(date, today, { firstWeekday, weeks: pageWeeks });
  return start <= today ? null : start;
}
