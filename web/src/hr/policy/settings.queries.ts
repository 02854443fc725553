import { queryOptions } from '@tanstack/solid-query';
import { api } from '../session/staff-api.ts';

const freshMs = 60_000;

export function settingsQuery() {
  return queryOptions({
    queryKey: ['settings'],
    queryFn: async ({ signal }) => await api.settings.get.query(undefined, { signal }),
    staleTime: freshMs,
  });
}
