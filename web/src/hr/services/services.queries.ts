import { queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type Service = HrAnswers['services']['list'][number];

const freshMs = 30_000;

export function servicesQuery() {
  return queryOptions({
    queryKey: ['services'],
    queryFn: async ({ signal }) => await api.services.list.query(undefined, { signal }),
    staleTime: freshMs,
  });
}
