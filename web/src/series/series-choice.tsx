import { priceText } from '@interlude/shared/booking/price';
import type { InterviewView, SeriesSlot } from '@interlude/shared/schemas/views';
import { createUniqueId, For, Index, type JSX, Match, Show, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { Choice } from '../picking/create-choice.ts';
import { Banner, StatusChip } from '../ui/banner.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { CardSkeleton } from '../ui/skeleton.tsx';
import { createSeries, type Series } from './create-series.ts';
import { decided, repeats } from './series.models.ts';
import './series.css';

interface SeriesChoiceProps {
  readonly picking: Choice;
  readonly note: string;
  readonly phone: string | null;
  /** Judges what was typed beside the times, and shows what is wrong with it. */
  readonly mayBook: () => boolean;
  readonly onDone: (view: InterviewView) => Promise<void>;
  /** What books the chosen time only. */
  readonly once: () => JSX.Element;
  /** Draws what books it, and the question whether it comes again. */
  readonly children: (foot: JSX.Element, series?: JSX.Element) => JSX.Element;
}

/** Whether the chosen time comes again, and all of its times with one button. */
export function SeriesChoice(props: SeriesChoiceProps) {
  const series = createSeries({
    // The picker stays the same for as long as this component lives.
    picking: props.picking,
    note: () => props.note,
    phone: () => props.phone,
    onDone: (view) => props.onDone(view),
  });
  const foot = (
    <Show when={series.isAsked()} fallback={props.once()}>
      <Bar series={series} mayBook={() => props.mayBook()} />
    </Show>
  );
  const question = (
    <Show when={props.picking.chosen() !== null}>
      <div class="series">
        <Repeat series={series} />
        <Show when={series.isAsked()}>
          <Times series={series} />
        </Show>
      </div>
    </Show>
  );
  return props.children(foot, question);
}

function Repeat(props: { readonly series: Series }) {
  const { t } = useI18n();
  const id = createUniqueId();
  const counts = () => Array.from({ length: props.series.most() - 1 }, (_, n) => n + 2);
  return (
    <div class="series-ask">
      <div class="grid gap-1">
        <label for={id} class="font-medium">
          {t('series.repeat')}
        </label>
        <select
          id={id}
          class="input"
          onChange={({ currentTarget: { value } }) =>
            props.series.chooseRepeat(repeats.find((one) => one === value) ?? 'no')
          }
        >
          <For each={repeats}>
            {(one) => (
              <option value={one} selected={one === props.series.repeat()}>
                {t(`series.repeat.${one}`)}
              </option>
            )}
          </For>
        </select>
      </div>
      <Show when={props.series.isAsked()}>
        <div class="grid gap-1">
          <label for={`${id}-count`} class="font-medium">
            {t('series.count')}
          </label>
          <select
            id={`${id}-count`}
            class="input"
            onChange={(event) => props.series.chooseCount(Number(event.currentTarget.value))}
          >
            <For each={counts()}>
              {(count) => (
                <option value={count} selected={count === props.series.count()}>
                  {String(count)}
                </option>
              )}
            </For>
          </select>
        </div>
      </Show>
    </div>
  );
}

function Times(props: { readonly series: Series }) {
  const { t } = useI18n();
  return (
    <Switch fallback={<CardSkeleton />}>
      <Match when={props.series.times.isError && props.series.answer() === undefined}>
        <ErrorPanel error={props.series.times.error} onRetry={() => void props.series.times.refetch()} />
      </Match>
      <Match when={props.series.answer()}>
        {(answer) => (
          <ol class="series-times" aria-label={t('series.times')}>
            {/* By place: a fresh answer must not take a row from under whoever is choosing in it. */}
            <Index each={answer().times}>
              {(time, n) => <Time time={time()} isFirst={n === 0} series={props.series} />}
            </Index>
          </ol>
        )}
      </Match>
    </Switch>
  );
}

interface TimeProps {
  readonly time: SeriesSlot;
  readonly isFirst: boolean;
  readonly series: Series;
}

function Time(props: TimeProps) {
  const { t } = useI18n();
  const when = () => props.series.text().when(Date.parse(props.time.startsAt));
  const start = () => decided(props.time, props.series.decisions());
  const isOut = () => start() === null;
  const isMoved = () => typeof start() === 'string' && start() !== props.time.startsAt;
  const chip = () => {
    if (isMoved()) return <StatusChip tone="good">{t('series.instead')}</StatusChip>;
    if (props.isFirst && props.time.free) return <StatusChip tone="good">{t('series.own')}</StatusChip>;
    if (props.time.because === 'window') return <StatusChip tone="neutral">{t('series.window')}</StatusChip>;
    if (isOut()) return <StatusChip tone="neutral">{t('series.left')}</StatusChip>;
    if (props.time.free) return <StatusChip tone="good">{t('series.free')}</StatusChip>;
    const isTaken = props.time.because === undefined || props.time.because === 'taken';
    return <StatusChip tone="warn">{t(isTaken ? 'series.taken' : 'series.notOffered')}</StatusChip>;
  };
  return (
    <li class="series-time">
      <span class="figures" classList={{ 'series-gone': start() !== props.time.startsAt }}>
        <time datetime={props.time.startsAt}>{when()}</time>
      </span>
      {chip()}
      <Show when={!props.isFirst}>
        <span class="series-do">
          <Show when={props.time.free} fallback={<Instead {...props} when={when()} />}>
            <button
              type="button"
              class="button button-quiet"
              aria-label={t(isOut() ? 'series.take.label' : 'series.leave.label', { when: when() })}
              onClick={() => props.series.decide(props.time.startsAt, isOut() ? undefined : 'out')}
            >
              {t(isOut() ? 'series.take' : 'series.leave')}
            </button>
          </Show>
        </span>
      </Show>
    </li>
  );
}

function Instead(props: TimeProps & { readonly when: string }) {
  const { t } = useI18n();
  const chosen = () => props.series.decisions()[props.time.startsAt] ?? '';
  const isBeyond = () => props.time.because === 'window';
  return (
    <Show when={!isBeyond() || props.time.alternatives.length > 0}>
      <select
        class="input"
        aria-label={t('series.choose', { when: props.when })}
        onChange={({ currentTarget: { value } }) => props.series.decide(props.time.startsAt, value || undefined)}
      >
        <option value="" selected={chosen() === ''}>
          {t(isBeyond() ? 'series.choose.out' : 'series.choose.none')}
        </option>
        <For each={props.time.alternatives}>
          {(start) => (
            <option value={start} selected={chosen() === start}>
              {props.series.text().when(Date.parse(start))}
            </option>
          )}
        </For>
        <Show when={!isBeyond()}>
          <option value="out" selected={chosen() === 'out'}>
            {t('series.choose.out')}
          </option>
        </Show>
      </select>
    </Show>
  );
}

/** Always in reach: what is still open, or the button that books all of it. */
function Bar(props: Pick<SeriesChoiceProps, 'mayBook'> & { readonly series: Series }) {
  const { t, locale } = useI18n();
  const { view } = useInterview();
  const text = () => props.series.text();
  const count = () => props.series.starts()?.length ?? 0;
  const sentence = () => {
    if (props.series.answer() === undefined) return '';
    if (props.series.open() > 0) return t('series.open', { count: props.series.open() });
    return t(count() < 2 ? 'series.few' : 'series.ready');
  };
  const total = () => {
    const price = view().appointment?.price ?? null;
    if (price === null || count() < 2) return null;
    return priceText({ ...price, amountMinor: price.amountMinor * count() }, locale().formats);
  };
  return (
    <>
      <Show when={props.series.problem()}>
        {(problem) => (
          <Banner tone="bad" role="alert">
            {problemText(problem(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <Show when={props.series.lost()}>
        {(at) => (
          <Banner tone="warn" role="alert">
            {t('series.lost', { when: text().when(at()) })}
          </Banner>
        )}
      </Show>
      <Show when={count() > 1}>
        <button
          type="button"
          class="button button-primary submit"
          aria-disabled={props.series.isBusy()}
          onClick={() => props.mayBook() && void props.series.book()}
        >
          {props.series.isBusy() ? t('series.booking') : t('series.book', { count: count() })}
        </button>
      </Show>
      <p class="panel-hold" role="status">
        {sentence()}
        <Show when={total()}>{(price) => <span class="block">{t('series.total', { price: price() })}</span>}</Show>
      </p>
    </>
  );
}
