import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type QueueItem = HrAnswers['queue']['list']['items'][number];
export type QueueOf = 'interviews' | 'appointments';

const againMs = 30_000;
const pageSize = 50;

/** What has waited longest for a person; the beginning of the list, as what is seen to leaves it. */
export function queueQuery(of: QueueOf) {
  return queryOptions({
    queryKey: [of, 'queue'],
    queryFn: async ({ signal }) => await api.queue.list.query({ of, limit: pageSize }, { signal }),
    staleTime: againMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}
