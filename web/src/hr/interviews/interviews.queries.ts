import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type InterviewRow = HrAnswers['interviews']['list']['interviews'][number];
export type InterviewDetail = HrAnswers['interviews']['get'];
export type TimelineAnswer = HrAnswers['interviews']['timeline'];
export type TimelineEvent = TimelineAnswer['events'][number];

const freshMs = 5_000;
const againMs = 30_000;

/** Whether there is any interview at all. */
export function anyInterviewQuery() {
  return queryOptions({
    queryKey: ['interviews', 'any'],
    queryFn: async ({ signal }) => await api.interviews.list.query({ limit: 1 }, { signal }),
    staleTime: againMs,
  });
}

export function interviewQuery(interviewId: string) {
  return queryOptions({
    queryKey: ['interviews', 'get', interviewId],
    queryFn: async ({ signal }) => await api.interviews.get.query({ interviewId }, { signal }),
    staleTime: freshMs,
    refetchInterval: againMs,
  });
}

export function timelineQuery(interviewId: string) {
  return queryOptions({
    queryKey: ['interviews', 'timeline', interviewId],
    queryFn: async ({ signal }) => await api.interviews.timeline.query({ interviewId }, { signal }),
    staleTime: freshMs,
    refetchInterval: againMs,
  });
}

/** The free starts staff may move an interview to, from a local date on. */
export function staffSlotsQuery(question: { interviewId: string; zone: string; from: string; days: number }) {
  return queryOptions({
    queryKey: ['interviews', 'slots', question.interviewId, question.zone, question.from, question.days],
    queryFn: async ({ signal }) => await api.interviews.slots.query(question, { signal }),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

export function jobsQuery() {
  return queryOptions({
    queryKey: ['jobs'],
    queryFn: async ({ signal }) => await api.jobs.list.query(undefined, { signal }),
    staleTime: againMs,
  });
}
