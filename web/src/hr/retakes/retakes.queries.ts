import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import { api } from '../../api.ts';
import type { HrAnswers } from '../session/session.queries.ts';
import type { RetakeState } from './retakes.models.ts';

export type RetakeRequest = HrAnswers['retakes']['list']['requests'][number];

const freshMs = 10_000;
const againMs = 60_000;

/** The requests in one state. */
export function retakesQuery(state: RetakeState) {
  return queryOptions({
    queryKey: ['retakes', state],
    queryFn: async ({ signal }) => await api.retakes.list.query({ state }, { signal }),
    staleTime: freshMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}

/** Whether another attempt may be asked for, and why not. */
export function eligibilityQuery(interviewId: string) {
  return queryOptions({
    queryKey: ['retakes', 'eligibility', interviewId],
    queryFn: async ({ signal }) => await api.retakes.eligibility.query({ interviewId }, { signal }),
    staleTime: freshMs,
  });
}
