import { queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type Account = HrAnswers['account']['get'];
export type OwnSession = HrAnswers['account']['sessions'][number];

export function accountQuery() {
  return queryOptions({
    queryKey: ['account', 'own'],
    queryFn: async ({ signal }) => await api.account.get.query(undefined, { signal }),
  });
}

export function sessionsQuery() {
  return queryOptions({
    queryKey: ['account', 'sessions'],
    queryFn: async ({ signal }) => await api.account.sessions.query(undefined, { signal }),
  });
}
