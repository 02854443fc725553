import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type Person = HrAnswers['people']['list'][number];
export type Load = HrAnswers['people']['load']['people'][number];
export type Leaving = HrAnswers['people']['leaving'];

const freshMs = 30_000;

export function personQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', 'one', personId],
    queryFn: async ({ signal }) => await api.people.get.query({ personId }, { signal }),
    staleTime: freshMs,
  });
}

export function loadQuery() {
  return queryOptions({
    queryKey: ['people', 'load'],
    queryFn: async ({ signal }) => await api.people.load.query(undefined, { signal }),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

/** Asked anew each time: it is what a decision is made from. */
export function leavingQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', 'leaving', personId],
    queryFn: async ({ signal }) => await api.people.leaving.query({ personId }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}
