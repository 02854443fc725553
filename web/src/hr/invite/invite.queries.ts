import { queryOptions } from '@tanstack/solid-query';
import { api } from '../session/staff-api.ts';

const freshMs = 30_000;

export function applicationsQuery() {
  return queryOptions({
    queryKey: ['applications'],
    queryFn: async ({ signal }) => await api.applications.list.query(undefined, { signal }),
    staleTime: freshMs,
  });
}

export function templatesQuery() {
  return queryOptions({
    queryKey: ['templates'],
    queryFn: async ({ signal }) => await api.templates.list.query(undefined, { signal }),
    staleTime: freshMs,
  });
}

export function peopleQuery() {
  return queryOptions({
    queryKey: ['people'],
    queryFn: async ({ signal }) => await api.people.list.query(undefined, { signal }),
    staleTime: freshMs,
  });
}
