import type { SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import type { SeriesSlotsView } from '@interlude/shared/schemas/views';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../api.ts';

const freshMs = 5_000;

interface SeriesQuestion {
  readonly interviewId: string;
  readonly startsAt: string;
  readonly rule: SeriesRule;
  readonly zone: string;
}

/** The times of a recurrence; asked under the same name as other times, so that live changes ask again. */
export function seriesQuery(question: SeriesQuestion) {
  return queryOptions({
    queryKey: ['slots', question.interviewId, 'series', question.zone, question.startsAt, question.rule],
    queryFn: async ({ signal }): Promise<SeriesSlotsView> =>
      await api.candidate.seriesSlots.query(question, { signal }),
    staleTime: freshMs,
  });
}
