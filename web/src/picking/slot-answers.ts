import { keepPreviousData, useQuery } from '@tanstack/solid-query';
import { type Accessor, createMemo } from 'solid-js';
import { firstSlotsQuery, slotsQuery } from '../candidate/candidate.queries.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createZonedText } from '../time/formats.models.ts';
import { monthOf } from '../time/month-grid.models.ts';
import { placesLeft, soonestOf, startsByDate } from '../time/slots.models.ts';
import { lastBookableDate, mergedStarts, monthQuestion, todayOf, widestOffsets } from './coverage.models.ts';

const pollEveryMs = 30_000;
const refreshEveryMs = 300_000;

/** The free starts as the server answers them: one question for the first weeks, one more for a month beyond. */
export function createSlotAnswers(wish: Accessor<string | null>) {
  const { t, formats } = useI18n();
  const { view, zone, isPolling } = useInterview();
  const { interviewId } = view();
  const every = () => ({
    refetchInterval: isPolling() ? pollEveryMs : refreshEveryMs,
    placeholderData: keepPreviousData,
  });
  const first = useQuery(() => ({ ...firstSlotsQuery(interviewId, zone()), ...every() }));
  const answer = () => first.data;

  const further = createMemo(
    () => {
      const known = answer();
      const wished = wish();
      return known && wished ? monthQuestion(known, monthOf(wished)) : null;
    },
    null,
    { equals: (one, other) => one?.from === other?.from },
  );
  const monthly = useQuery(() => ({
    ...slotsQuery({ interviewId, zone: zone(), ...(further() ?? { days: 1 }) }),
    ...every(),
    enabled: further() !== null,
  }));
  const monthAnswer = () => (further() === null || monthly.isPlaceholderData ? undefined : monthly.data);

  const starts = createMemo(() => mergedStarts(answer(), monthAnswer()));
  const offsets = createMemo(() => {
    const known = answer();
    return known ? widestOffsets(known, monthAnswer()) : [];
  });
  const text = createMemo(() => createZonedText(formats(), answer()?.zone ?? zone(), offsets()));
  const byDate = createMemo(() => startsByDate(starts(), offsets()));
  const left = createMemo(() => placesLeft(answer(), monthAnswer()));
  const ofAnswer = <T>(read: (known: NonNullable<ReturnType<typeof answer>>) => T, otherwise: T) => {
    const known = answer();
    return known ? read(known) : otherwise;
  };

  return {
    first,
    answer,
    monthAnswer,
    starts,
    offsets,
    text,
    byDate,
    isBusy: () => first.isPlaceholderData || (further() !== null && monthly.isFetching),
    soonest: createMemo(() => soonestOf(mergedStarts(answer()), offsets())),
    today: () => ofAnswer(todayOf, ''),
    placesLeft(at: number) {
      const count = left().get(at);
      return count === undefined ? '' : t('pick.left', { count });
    },
    lastDate: () => ofAnswer(lastBookableDate, ''),
    countOn: (date: string) => byDate().get(date)?.length ?? 0,
  };
}
