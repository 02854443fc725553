import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type WhyNotAnswer = HrAnswers['interviews']['whyNot'];
export type WhyNotReason = WhyNotAnswer['because'][number];
export type WhyNotOf = { readonly interviewId: string } | { readonly templateId: string };

export function whyNotQuery(of: WhyNotOf, startsAt: string) {
  return queryOptions({
    queryKey: ['interviews', 'whyNot', of, startsAt],
    queryFn: async ({ signal }) => await api.interviews.whyNot.query({ ...of, startsAt }, { signal }),
    staleTime: 5_000,
    placeholderData: keepPreviousData,
  });
}
