import type { SlotsView } from '@interlude/shared/schemas/views';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import type { Problem } from '../../../api.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { firstWeekdayOf } from '../../../i18n/locale.ts';
import { EmptyDay } from '../../../time/empty-day.tsx';
import { dateInstant, type ZonedText } from '../../../time/formats.models.ts';
import { SlotList } from '../../../time/slot-list.tsx';
import { placesLeft, slotsOfDay, startsByDate } from '../../../time/slots.models.ts';
import { type GridShape, pageStart, pageWeeks, shiftedDate } from '../../../time/week-grid.models.ts';
import { WeekGrid } from '../../../time/week-grid.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { dataOf } from '../../shell/data-of.ts';
import { RowsSkeleton } from '../../shell/panel.tsx';
import { type InterviewDetail, staffSlotsQuery } from '../interviews.queries.ts';
import type { ActionForm } from './action-form.ts';
import { OtherTime } from './other-time.tsx';

interface SlotChoiceProps {
  readonly form: ActionForm;
  readonly interview: InterviewDetail;
  readonly problem: Problem | null;
}

const daysAhead = 365;

/** The free times of the panel, by weeks and day, on the clock that leads; the candidate's reading beside it. */
export function SlotChoice(props: SlotChoiceProps) {
  const { t, text: own, textIn, now } = useHr();
  const { t: say, formats } = useI18n();
  const text = createMemo(() => (props.interview.venueZone === null ? own() : textIn(props.interview.venueZone)));
  const today = () => text().dateOf(now());
  const [cursor, setCursor] = createSignal(text().dateOf(props.form.slot() ?? now()));
  const shape = useShape();
  // The first page begins with today's week, whose first days may be over.
  const notPast = (date: string) => (date < today() ? today() : date);
  const from = createMemo(() => notPast(pageStart(cursor(), today(), shape)));
  const slots = useQuery(() =>
    staffSlotsQuery({
      interviewId: props.interview.interviewId,
      zone: text().zone,
      from: from(),
      days: pageWeeks * 7,
    }),
  );
  const starts = createMemo(() => (dataOf(slots)?.starts ?? []).map((start) => Date.parse(start)));
  const byDate = createMemo(() => startsByDate(starts(), text().offsets));
  const empty = useQuery(() => ({
    ...staffSlotsQuery({
      interviewId: props.interview.interviewId,
      zone: text().zone,
      from: cursor(),
      days: 1,
    }),
    enabled: slots.isSuccess && !byDate().has(cursor()),
  }));
  const left = createMemo(() => placesLeft(dataOf(slots)));
  const noteOf = (at: number) => {
    const count = left().get(at);
    return count === undefined ? '' : say('pick.left', { count });
  };
  const nextDate = () => [...byDate().keys()].find((date) => date > cursor()) ?? null;
  const chosenForCandidate = () => {
    const slot = props.form.slot();
    if (slot === null) return null;
    const theirs = textIn(props.interview.zone);
    return t('form.slot.candidate', { when: theirs.when(slot), place: theirs.place });
  };

  // The first free day comes into view once it is known; afterwards the reader decides.
  const [isPlaced, setPlaced] = createSignal(false);
  createEffect(() => {
    if (isPlaced() || !slots.isSuccess || slots.isPlaceholderData) return;
    setPlaced(true);
    if (!byDate().has(cursor())) setCursor(nextDate() ?? cursor());
  });

  function turn(date: string) {
    setCursor(notPast(date));
    setPlaced(false);
  }

  function choose(at: number) {
    setCursor(text().dateOf(at));
    props.form.setSlot(at);
  }

  return (
    <fieldset class="field" aria-describedby="slot-missing">
      <legend>{t(props.interview.startsAt === null ? 'form.slot.book' : 'form.slot')}</legend>
      <p class="field-hint">
        <Show when={props.interview.startsAt}>
          {(at) => t('form.slot.present', { when: text().when(Date.parse(at())) })}
        </Show>{' '}
        {t('hr.zone', { place: text().place, offset: text().offset(now()) })}
      </p>
      <p id="slot-missing" role="alert" class="field-error" classList={{ 'sr-only': !props.form.isMissing('slot') }}>
        {props.form.isMissing('slot') ? t('form.slot.missing') : ''}
      </p>
      <Show when={!slots.isPending} fallback={<RowsSkeleton rows={6} />}>
        <Show
          when={slots.error === null || dataOf(slots) !== undefined}
          fallback={<ErrorPanel error={slots.error} onRetry={() => void slots.refetch()} />}
        >
          <div class="slot-choice">
            <Days
              cursor={cursor()}
              today={today()}
              isBusy={slots.isPlaceholderData}
              countOn={(date) => byDate().get(date)?.length ?? 0}
              onMove={setCursor}
              onTurn={turn}
            />
            <DayTimes
              text={text()}
              date={formats().longDay(dateInstant(cursor()))}
              starts={byDate().get(cursor()) ?? []}
              chosen={props.form.slot()}
              noteOf={noteOf}
              empty={empty.isPlaceholderData ? undefined : dataOf(empty)}
              onChoose={choose}
              onMove={setCursor}
            />
          </div>
        </Show>
      </Show>
      <OtherTime zone={text().zone} today={today()} onChoose={choose} />
      <Alternatives text={text()} problem={props.problem} noteOf={noteOf} onChoose={choose} />
      <p role="status" class="field-hint">
        {chosenForCandidate()}
      </p>
    </fieldset>
  );
}

interface DaysProps {
  readonly cursor: string;
  readonly today: string;
  readonly isBusy: boolean;
  readonly countOn: (date: string) => number;
  readonly onMove: (date: string) => void;
  readonly onTurn: (date: string) => void;
}

function useShape(): GridShape {
  const { locale } = useI18n();
  return { weeks: pageWeeks, firstWeekday: firstWeekdayOf(locale().formats), rtl: locale().dir === 'rtl' };
}

function Days(props: DaysProps) {
  const { t } = useHr();
  const { formats } = useI18n();
  const shape = useShape();
  const nameOf = (date: string) => {
    const day = formats().fullDay(dateInstant(date));
    const count = props.countOn(date);
    return count === 0 ? t('form.slot.day.none', { date: day }) : t('form.slot.day', { date: day, count });
  };
  return (
    <WeekGrid
      cursor={props.cursor}
      selected={props.cursor}
      today={props.today}
      from={props.today}
      to={shiftedDate(props.today, daysAhead)}
      shape={shape}
      formats={formats()}
      labels={{ previous: t('form.slot.previous'), next: t('form.slot.following') }}
      isBusy={props.isBusy}
      countOn={props.countOn}
      nameOf={nameOf}
      onMove={props.onMove}
      onTurn={props.onTurn}
      onSelect={props.onMove}
    />
  );
}

interface DayTimesProps {
  readonly text: ZonedText;
  readonly date: string;
  readonly starts: readonly number[];
  readonly chosen: number | null;
  readonly noteOf: (at: number) => string;
  readonly empty: SlotsView | undefined;
  readonly onChoose: (at: number) => void;
  readonly onMove: (date: string) => void;
}

function DayTimes(props: DayTimesProps) {
  const { t } = useHr();
  const headingId = createUniqueId();
  return (
    <div class="min-w-0">
      <h3 id={headingId} class="slot-day" aria-live="polite">
        {props.starts.length === 0
          ? t('form.slot.none', { date: props.date })
          : t('form.slot.times', { date: props.date, count: props.starts.length })}
      </h3>
      <Show
        when={props.starts.length > 0}
        fallback={
          <div class="slot-empty">
            <EmptyDay answer={props.empty} onMove={props.onMove} />
          </div>
        }
      >
        <SlotList
          slots={slotsOfDay(props.starts, [], props.text.offsets)}
          selected={props.chosen}
          text={props.text}
          labelledBy={headingId}
          noteOf={props.noteOf}
          onSelect={props.onChoose}
        />
      </Show>
    </div>
  );
}

interface AlternativesProps {
  readonly text: ZonedText;
  readonly problem: Problem | null;
  readonly noteOf: (at: number) => string;
  readonly onChoose: (at: number) => void;
}

function Alternatives(props: AlternativesProps) {
  const { t } = useHr();
  const starts = () => {
    const refusal = props.problem?.kind === 'refused' ? props.problem.refusal : null;
    return refusal !== null && 'alternatives' in refusal ? (refusal.alternatives ?? []) : [];
  };
  return (
    <Show when={starts().length > 0}>
      <div class="near">
        <span>{t('form.slot.near')}</span>
        <For each={starts()}>
          {(start) => (
            <button type="button" class="button" onClick={() => props.onChoose(Date.parse(start))}>
              {props.text.when(Date.parse(start))}
              <Show when={props.noteOf(Date.parse(start))}>{(words) => <span class="text-meta">{words()}</span>}</Show>
            </button>
          )}
        </For>
      </div>
    </Show>
  );
}
