import type { SlotsView } from '@interlude/shared/schemas/views';
import { keepPreviousData, useQuery } from '@tanstack/solid-query';
import { type Accessor, createMemo } from 'solid-js';
import { unwrap } from 'solid-js/store';
import { useI18n } from '../i18n/i18n-context.tsx';
import { firstWeekdayOf } from '../i18n/locale.ts';
import { createZonedText } from '../time/formats.models.ts';
import { placesLeft, soonestOf, startsByDate } from '../time/slots.models.ts';
import {
  firstSpanDays,
  lastBookableDate,
  mergedStarts,
  pageOf,
  pageQuestion,
  todayOf,
  widestOffsets,
} from './coverage.models.ts';
import { useTimes } from './times-context.ts';

const pollEveryMs = 30_000;
const refreshEveryMs = 300_000;

function isSameAnswer(one: SlotsView | undefined, other: SlotsView | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

// What is not here yet is not read: the nearest boundary above would swap the whole page for its fallback meanwhile.
function arrived(query: { readonly isPending: boolean; readonly data: SlotsView | undefined }): SlotsView | undefined {
  return query.isPending ? undefined : unwrap(query.data);
}

/** The free starts as the server answers them: one question for the first weeks, one more for a page beyond. */
export function createSlotAnswers(wish: Accessor<string | null>) {
  const { t, formats, locale } = useI18n();
  const { timesQuery, zone, isPolling } = useTimes();
  const every = () => ({
    refetchInterval: isPolling() ? pollEveryMs : refreshEveryMs,
    placeholderData: keepPreviousData,
  });
  const first = useQuery(() => ({ ...timesQuery({ zone: zone(), days: firstSpanDays }), ...every() }));
  // Every answer comes whole, so nothing is gained by watching each of its thousand times, which costs a slow phone half
  // a second. Most say what was known before, and then nothing is computed or drawn anew.
  const answer = createMemo(() => arrived(first), undefined, { equals: isSameAnswer });

  const further = createMemo(
    () => {
      const known = answer();
      const wished = wish();
      return known && wished ? pageQuestion(known, pageOf(known, wished, firstWeekdayOf(locale().formats))) : null;
    },
    null,
    { equals: (one, other) => one?.from === other?.from },
  );
  const beyond = useQuery(() => ({
    ...timesQuery({ zone: zone(), ...(further() ?? { days: 1 }) }),
    ...every(),
    enabled: further() !== null,
  }));
  const furtherAnswer = createMemo(
    () => (further() === null || beyond.isPlaceholderData ? undefined : arrived(beyond)),
    undefined,
    { equals: isSameAnswer },
  );

  const starts = createMemo(() => mergedStarts(answer(), furtherAnswer()));
  const offsets = createMemo(() => {
    const known = answer();
    return known ? widestOffsets(known, furtherAnswer()) : [];
  });
  const text = createMemo(() => createZonedText(formats(), answer()?.zone ?? zone(), offsets()));
  const byDate = createMemo(() => startsByDate(starts(), offsets()));
  const left = createMemo(() => placesLeft(answer(), furtherAnswer()));
  const ofAnswer = <T>(read: (known: NonNullable<ReturnType<typeof answer>>) => T, otherwise: T) => {
    const known = answer();
    return known ? read(known) : otherwise;
  };

  return {
    first,
    answer,
    further,
    furtherAnswer,
    starts,
    offsets,
    text,
    byDate,
    isBusy: () => first.isPlaceholderData || (further() !== null && beyond.isFetching),
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
