import type { InterviewView, SlotsView } from '@interlude/shared/schemas/views';
import { queryOptions } from '@tanstack/solid-query';
import { api, getSlots } from '../api.ts';
import { firstSlots, type SlotsQuestion } from '../early/early-questions.ts';
import { likelyZone } from '../zones/zone-choice.ts';

const freshMs = 5_000;

/** An answer and when it arrived by the browser's clock, so that a wrong clock can be corrected. */
export interface ReceivedView {
  readonly view: InterviewView;
  readonly skewMs: number;
}

export function received(view: InterviewView): ReceivedView {
  return { view, skewMs: Date.parse(view.now) - Date.now() };
}

function readerZone() {
  const zone = likelyZone();
  return zone === null ? {} : { zone };
}

export function interviewQuery(interviewId: string) {
  return queryOptions({
    queryKey: ['interview', interviewId],
    queryFn: async ({ signal }): Promise<ReceivedView> =>
      received(await api.candidate.interview.query({ interviewId, ...readerZone() }, { signal })),
    staleTime: freshMs,
  });
}

export type TimesQuery = ReturnType<typeof timesQuery>;

export function timesQuery(queryKey: readonly (string | number)[], ask: (signal: AbortSignal) => Promise<SlotsView>) {
  return queryOptions({ queryKey, queryFn: ({ signal }) => ask(signal), staleTime: freshMs });
}

export function slotsQuery(question: SlotsQuestion) {
  return timesQuery(['slots', question.interviewId, question.zone, question.from ?? 'today', question.days], (signal) =>
    getSlots(question, signal),
  );
}

/** The first question of the picker, asked before it is drawn. */
export function firstSlotsQuery(interviewId: string, zone: string) {
  return slotsQuery(firstSlots(interviewId, zone));
}
