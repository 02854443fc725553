import type { PartSlotsView } from '@interlude/shared/schemas/views';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../api.ts';

/** Days that one answer covers, the first one included. */
const spanDays = 62;
const freshMs = 5_000;

interface PartSlotsQuestion {
  readonly interviewId: string;
  readonly zone: string;
  /** First local date; today when null. */
  readonly from: string | null;
  readonly chosen: readonly { readonly interviewId: string; readonly startsAt: string }[];
}

/** What still completes a choice; asked under the same name as other times, so that live changes ask again. */
export function partSlotsQuery({ interviewId, zone, from, chosen }: PartSlotsQuestion) {
  return queryOptions({
    queryKey: ['slots', interviewId, 'parts', zone, from, chosen],
    queryFn: async ({ signal }): Promise<PartSlotsView> => {
      const more = { ...(chosen.length > 0 ? { chosen: [...chosen] } : {}), ...(from === null ? {} : { from }) };
      return await api.candidate.partSlots.query({ interviewId, zone, days: spanDays, ...more }, { signal });
    },
    staleTime: freshMs,
  });
}
