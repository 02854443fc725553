import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import { api } from '../session/staff-api.ts';
import { type Application, applicationsOf } from './invite.models.ts';

const freshMs = 30_000;

const mostFound = 20;

/** Of those whose name or address begins with these words, or of the newest candidates where there are none. */
export function applicationsQuery(text: string) {
  return queryOptions({
    queryKey: ['applications', 'find', text],
    queryFn: async ({ signal }) => {
      const asked = { limit: mostFound, ...(text === '' ? {} : { text }) };
      return applicationsOf((await api.candidates.list.query(asked, { signal })).candidates);
    },
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

/** The one of an id; none is asked for without one. */
export function applicationQuery(applicationId: string) {
  return queryOptions({
    queryKey: ['applications', 'get', applicationId],
    queryFn: async ({ signal }): Promise<Application> => {
      const { job, candidate } = await api.applications.get.query({ applicationId }, { signal });
      return { applicationId, job, candidate };
    },
    enabled: applicationId !== '',
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
