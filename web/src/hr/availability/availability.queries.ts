import { queryOptions, skipToken } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type Availability = HrAnswers['availability']['get'];

const freshMs = 5_000;
const previewDays = 14;

export function availabilityQuery(personId: string) {
  return queryOptions({
    queryKey: ['availability', personId],
    queryFn: async ({ signal }) => await api.availability.get.query({ personId }, { signal }),
    staleTime: freshMs,
    // An answer that comes in between must not overwrite what is being typed.
    refetchOnWindowFocus: false,
  });
}

/** The starts a candidate would see with this person alone, over the next two weeks. */
export function previewQuery(personId: string, zone: string) {
  return queryOptions({
    queryKey: ['availability', personId, 'preview', zone],
    queryFn: async ({ signal }) =>
      await api.availability.preview.query({ personId, zone, days: previewDays }, { signal }),
    staleTime: freshMs,
  });
}

interface DatesAsked {
  readonly personId: string;
  readonly zone: string;
  readonly rule: string;
  readonly startsOn: string;
  readonly exceptions: string[];
}

/** The next dates of a rule that is not saved yet; null asks nothing. */
export function datesQuery(asked: DatesAsked | null) {
  return queryOptions({
    queryKey: ['availability', 'dates', asked],
    queryFn: asked === null ? skipToken : async ({ signal }) => await api.availability.dates.query(asked, { signal }),
    staleTime: freshMs,
    // A zone that is half typed is refused, and each further letter asks again.
    retry: false,
  });
}
