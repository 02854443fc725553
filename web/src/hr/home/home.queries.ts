import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type QueueItem = HrAnswers['queue']['list']['items'][number];
export type Meeting = HrAnswers['interviews']['list']['interviews'][number];

const againMs = 30_000;
const freshMs = 5_000;
const queuePage = 50;
const mostOfDay = 100;
/** What has a place on the line of a day: what was called off has none. */
const placed = ['scheduled', 'rescheduled', 'confirmed', 'in_progress', 'completed', 'no_show'] as const;
const upcoming = ['scheduled', 'rescheduled', 'confirmed'] as const;

/** What has waited longest for a person; so many pages of the beginning of the list, as what is seen to leaves it. */
export function queueQuery(pages = 1) {
  return queryOptions({
    queryKey: ['interviews', 'queue', pages],
    queryFn: async ({ signal }) => {
      const items: QueueItem[] = [];
      let cursor: string | undefined;
      for (let n = 0; n === 0 || (n < pages && cursor !== undefined); n++) {
        const asked = { limit: queuePage, ...(cursor === undefined ? {} : { cursor }) };
        const page = await api.queue.list.query(asked, { signal });
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      return { items, isCut: cursor !== undefined };
    },
    staleTime: freshMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}

/** Interviews and appointments that begin within a local day, soonest first, and whether there are more than are shown. */
export function dayQuery({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  return queryOptions({
    queryKey: ['interviews', 'day', fromMs, toMs],
    queryFn: async ({ signal }) => {
      const filter = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), statuses: [...placed] };
      const asked = { filter, order: 'soonest', limit: mostOfDay } as const;
      const [one, other] = await Promise.all([
        api.interviews.list.query(asked, { signal }),
        api.appointments.list.query(asked, { signal }),
      ]);
      const meetings: Meeting[] = [...one.interviews, ...other.appointments];
      const startOf = ({ startsAt }: Meeting) => Date.parse(startsAt ?? '');
      return {
        meetings: meetings.sort((first, second) => startOf(first) - startOf(second)),
        isCut: one.nextCursor !== null || other.nextCursor !== null,
      };
    },
    staleTime: freshMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}

/** The first interview at or after an instant, if there is one. */
export function nextMeetingQuery(fromMs: number) {
  return queryOptions({
    queryKey: ['interviews', 'next', fromMs],
    queryFn: async ({ signal }) => {
      const filter = { from: new Date(fromMs).toISOString(), statuses: [...upcoming] };
      const { interviews } = await api.interviews.list.query({ filter, order: 'soonest', limit: 1 }, { signal });
      return interviews[0] ?? null;
    },
    staleTime: freshMs,
    refetchInterval: againMs,
  });
}
