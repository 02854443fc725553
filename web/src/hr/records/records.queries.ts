import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type Job = HrAnswers['jobs']['get'];
export type ListedJob = HrAnswers['jobs']['list'][number];
export type Candidate = HrAnswers['candidates']['get'];
export type ListedCandidate = HrAnswers['candidates']['list']['candidates'][number];
export type Note = HrAnswers['notes']['list']['notes'][number];
export type Imported = HrAnswers['candidates']['importCsv'];

/** The record that notes are about. */
export interface About {
  readonly kind: 'candidate' | 'job';
  readonly id: string;
}

export interface RecordsState {
  readonly text: string;
  readonly archived: boolean;
  /** The last id of the page before; null on the first. */
  readonly cursor: string | null;
}

const freshMs = 5_000;
export const pageSize = 50;

const after = (cursor: string | null) => (cursor === null ? {} : { cursor });

export function jobsPageQuery({ archived, cursor }: RecordsState) {
  return queryOptions({
    queryKey: ['jobs', 'page', archived, cursor],
    queryFn: async ({ signal }) =>
      await api.jobs.list.query({ archived, limit: pageSize, ...after(cursor) }, { signal }),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

export function jobQuery(jobId: string) {
  return queryOptions({
    queryKey: ['jobs', 'get', jobId],
    queryFn: async ({ signal }) => await api.jobs.get.query({ jobId }, { signal }),
    staleTime: freshMs,
  });
}

export function jobApplicationsQuery(jobId: string, cursor: string | null) {
  return queryOptions({
    queryKey: ['jobs', 'applications', jobId, cursor],
    queryFn: async ({ signal }) =>
      await api.jobs.applications.query({ jobId, limit: pageSize, ...after(cursor) }, { signal }),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

export function jobInterviewsQuery(jobId: string, cursor: string | null) {
  return queryOptions({
    queryKey: ['interviews', 'job', jobId, cursor],
    queryFn: async ({ signal }) =>
      await api.jobs.interviews.query({ jobId, limit: pageSize, ...after(cursor) }, { signal }),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

export function candidatesQuery({ text, archived, cursor }: RecordsState) {
  return queryOptions({
    queryKey: ['candidates', 'list', text, archived, cursor],
    queryFn: async ({ signal }) =>
      await api.candidates.list.query(
        { archived, limit: pageSize, ...(text === '' ? {} : { text }), ...after(cursor) },
        { signal },
      ),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

export function candidateQuery(candidateId: string, cursor: string | null) {
  return queryOptions({
    queryKey: ['candidates', 'get', candidateId, cursor],
    queryFn: async ({ signal }) =>
      await api.candidates.get.query({ candidateId, limit: pageSize, ...after(cursor) }, { signal }),
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}

export function previewMergeQuery(keepId: string, mergeId: string) {
  return queryOptions({
    queryKey: ['candidates', 'merge', keepId, mergeId],
    queryFn: async ({ signal }) => await api.candidates.previewMerge.query({ keepId, mergeId }, { signal }),
    staleTime: 0,
  });
}

export function notesQuery(about: About) {
  return queryOptions({
    queryKey: ['notes', about.kind, about.id],
    queryFn: async ({ signal }) => await api.notes.list.query({ ...about, limit: 100 }, { signal }),
    staleTime: freshMs,
  });
}
