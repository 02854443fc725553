import { addDays, startOfLocalDay } from '@interlude/shared/time/time-zone';
import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../../session/session.queries.ts';
import { api } from '../../session/staff-api.ts';
import type { ListState } from './list-state.models.ts';

export type SavedView = HrAnswers['views']['list']['views'][number];

const freshMs = 5_000;
const againMs = 30_000;
const pageSize = 100;
const mostNoTime = 50;

/** What a state asks the server for; days are those of the zone, and without dates a list by day begins today. */
export function askedBy(state: ListState, { zone, today }: { readonly zone: string; readonly today: string }) {
  const { text, statuses, jobId, personId, attention, to, order } = state;
  const from = state.from ?? (order === 'day' ? today : null);
  const startOf = (date: string) => new Date(startOfLocalDay(zone, date)).toISOString();
  const filter = {
    ...(text ? { text } : {}),
    ...(statuses.length > 0 ? { statuses: [...statuses] } : {}),
    ...(jobId ? { jobId } : {}),
    ...(personId ? { personId } : {}),
    ...(attention ? { attention } : {}),
    ...(from ? { from: startOf(from) } : {}),
    ...(to ? { to: startOf(addDays(to, 1)) } : {}),
  };
  return { filter, order: order === 'day' ? ('soonest' as const) : order };
}
export type AskedList = ReturnType<typeof askedBy>;

/** A page of the list; what is out of sight keeps what it has until it is looked at again. */
export function interviewsQuery(asked: AskedList, { cursor, isNear }: { cursor: string | null; isNear: boolean }) {
  return queryOptions({
    queryKey: ['interviews', 'list', asked, cursor],
    queryFn: async ({ signal }) => {
      const page = await api.interviews.list.query(
        { ...asked, limit: pageSize, ...(cursor ? { cursor } : {}) },
        { signal },
      );
      return { ...page, asked };
    },
    enabled: isNear,
    staleTime: freshMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}

/** Those who are invited and have no time yet; `filter` is that of the list without its dates. */
export function noTimeQuery({ from: _, ...filter }: AskedList['filter'], isShown: boolean) {
  return queryOptions({
    queryKey: ['interviews', 'noTime', filter],
    queryFn: async ({ signal }) =>
      await api.interviews.list.query(
        { filter: { ...filter, statuses: ['invited'] }, order: 'newest', limit: mostNoTime },
        { signal },
      ),
    enabled: isShown,
    staleTime: freshMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}

/** How many there are, up to a bound. */
export function matchingQuery(asked: AskedList, most?: number) {
  return queryOptions({
    queryKey: ['interviews', 'matching', asked, most],
    queryFn: async ({ signal }) =>
      await api.interviews.matching.query({ ...asked, ...(most ? { most } : {}) }, { signal }),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

export function viewsQuery() {
  return queryOptions({
    queryKey: ['views'],
    queryFn: async ({ signal }) => (await api.views.list.query(undefined, { signal })).views,
    staleTime: againMs,
  });
}
