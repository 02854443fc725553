import { queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type CalendarConnection = HrAnswers['calendars']['connections']['connections'][number];

/** The calendars in which somebody is busy elsewhere; read again while the page is open, as they change by themselves. */
export function connectionsQuery(personId: string) {
  return queryOptions({
    queryKey: ['calendars', personId],
    queryFn: ({ signal }) => api.calendars.connections.query({ personId }, { signal }),
    refetchInterval: 60_000,
  });
}
