import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';
import type { RetakeState } from './retakes.models.ts';

export type RetakeRequest = HrAnswers['retakes']['list']['requests'][number];

const freshMs = 10_000;
const againMs = 60_000;

/** A page of the requests in one state, oldest first; the cursor is the last id of the page before. */
export function retakesQuery(state: RetakeState, cursor: string | null = null) {
  return queryOptions({
    queryKey: ['retakes', state, cursor],
    queryFn: async ({ signal }) =>
      await api.retakes.list.query({ state, ...(cursor === null ? {} : { cursor }) }, { signal }),
    staleTime: freshMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}

export function eligibilityQuery(interviewId: string) {
  return queryOptions({
    queryKey: ['retakes', 'eligibility', interviewId],
    queryFn: async ({ signal }) => await api.retakes.eligibility.query({ interviewId }, { signal }),
    staleTime: freshMs,
  });
}
