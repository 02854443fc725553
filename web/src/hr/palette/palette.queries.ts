import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type Found = HrAnswers['search']['find']['results'][number];

const freshMs = 15_000;

/** What a text finds; the results of the text before stay until these are there. */
export function searchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', 'find', text],
    // It says what it was found for: what is kept from before is of another text.
    queryFn: async ({ signal }) => ({ text, ...(await api.search.find.query({ text }, { signal })) }),
    enabled: text !== '',
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}
