import { queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type Resource = HrAnswers['resources']['list'][number];
/** What stays behind when there is less of something. */
export type Left = Pick<HrAnswers['resources']['update'], 'left' | 'unbookable'>;

const freshMs = 30_000;

export function resourcesQuery() {
  return queryOptions({
    queryKey: ['resources'],
    queryFn: async ({ signal }) => await api.resources.list.query(undefined, { signal }),
    staleTime: freshMs,
  });
}
