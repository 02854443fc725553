import { useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { type Accessor, createEffect, createMemo, createSignal, on, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createZonedText, type ZonedText } from '../../time/formats.models.ts';
import { Banner } from '../../ui/banner.tsx';
import { type TimelineAnswer, timelineQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { Each } from '../shell/each.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { walkRows } from '../shell/row-keys.ts';
import { onSingleKeys } from '../shell/single-keys.ts';
import { createAllEvents } from './all-events.ts';
import { entriesOf, type TimelineEntry, timelineOf } from './timeline.models.ts';
import { fits, type TimelineFilter, timelineFilterFrom } from './timeline-filter.models.ts';
import { TimelineFilters } from './timeline-filters.tsx';
import { TimelineLine } from './timeline-line.tsx';

/** One line of time: what happened, now, what is planned, and what will not happen with the reason. */
export function TimelineSection(props: { readonly interviewId: string }) {
  const { t, text } = useHr();
  const { formats } = useI18n();
  const timeline = useQuery(() => timelineQuery(props.interviewId));
  const [isUtc, setUtc] = createSignal(false);
  const shown = createMemo(() => (isUtc() ? createZonedText(formats(), 'UTC', []) : text()));
  return (
    <section aria-labelledby="timeline-title" class="timeline-section">
      <div class="section-head">
        <h2 id="timeline-title" class="hr-h2">
          {t('detail.timeline')}
        </h2>
        <span class="muted section-note">{isUtc() ? t('time.zone.utc') : t('time.zone', { place: text().place })}</span>
        <label class="check no-print">
          <input type="checkbox" checked={isUtc()} onChange={(event) => setUtc(event.currentTarget.checked)} />
          {t('time.utc')}
        </label>
        <button type="button" class="button button-quiet" onClick={() => window.print()}>
          {t('time.print')}
        </button>
      </div>
      <Panel query={timeline} skeleton={<RowsSkeleton rows={6} />}>
        {(answer) => <Lines interviewId={props.interviewId} answer={answer} text={shown()} />}
      </Panel>
    </section>
  );
}

interface LinesProps {
  readonly interviewId: string;
  readonly answer: Accessor<TimelineAnswer>;
  readonly text: ZonedText;
}

function Lines(props: LinesProps) {
  const { t, now } = useHr();
  const [params, setParams] = useSearchParams<{ show?: string; by?: string; event?: string }>();
  const all = createAllEvents(props.interviewId, props.answer);
  const entries = createMemo(() => entriesOf(all.events()));
  const filter = createMemo(() => timelineFilterFrom(params));
  const target = () => params.event;
  const isTarget = ({ ids }: TimelineEntry) => ids.includes(target() ?? '');
  const found = createMemo(() => entries().find(isTarget)?.event.id);
  const lines = createMemo(() =>
    timelineOf(
      entries().filter((entry) => fits(entry, filter()) || isTarget(entry)),
      now(),
    ),
  );
  const isNone = () => lines().past.length + lines().future.length === 0;
  let section: HTMLDivElement | undefined;

  // What it leads to may have happened before all that the first answer holds.
  createEffect(() => {
    const isSought = target() !== undefined && found() === undefined && all.isCut();
    if (isSought && !all.more.isBusy() && all.more.problem() === null) void all.more.submit();
  });
  createEffect(
    on(found, (id) => {
      const line = id === undefined ? null : document.getElementById(`event-${id}`);
      line?.scrollIntoView({ block: 'center' });
      line?.focus({ preventScroll: true });
    }),
  );
  onSingleKeys({ j: () => walkRows(section, 1), k: () => walkRows(section, -1) });

  // What a link has led to is over once one looks for something else.
  const show = ({ kind, by }: TimelineFilter) =>
    setParams({ show: kind ?? undefined, by: by ?? undefined, event: undefined }, { scroll: false });
  const line = (entry: Accessor<TimelineEntry>) => (
    <TimelineLine interviewId={props.interviewId} entry={entry()} text={props.text} isTarget={isTarget(entry())} />
  );
  const keyOf = ({ event }: TimelineEntry) => event.id;
  return (
    <Show when={entries().length > 0} fallback={<p class="muted">{t('time.empty')}</p>}>
      <div ref={section}>
        <TimelineFilters filter={filter()} entries={entries()} isCut={all.isCut()} onChange={show} />
        <Show when={target() !== undefined && found() === undefined && !all.isCut()}>
          <Banner tone="warn" role="status">
            {t('time.gone')}
          </Banner>
        </Show>
        <Show when={all.isCut()}>
          <p class="muted">{t('time.cut')}</p>
          <button type="button" class="button" aria-disabled={all.more.isBusy()} onClick={() => void all.more.submit()}>
            {t('time.earlier')}
          </button>
          <ProblemBanner problem={all.more.problem()} />
        </Show>
        <Show when={isNone()}>
          <div class="timeline-none" role="status">
            <p class="muted">{t('time.none')}</p>
            <button type="button" class="button" onClick={() => show({ kind: null, by: null })}>
              {t('time.none.back')}
            </button>
          </div>
        </Show>
        <Show when={!isNone()}>
          <ol class="timeline" aria-label={t('time.past')}>
            <Each of={lines().past} by={keyOf}>
              {line}
            </Each>
          </ol>
          <p class="timeline-now">
            <time datetime={new Date(now()).toISOString()}>
              {t('time.now')} <span class="muted">{props.text.when(now())}</span>
            </time>
          </p>
          <Show when={lines().future.length > 0}>
            <ol class="timeline timeline-ahead" aria-label={t('time.future')}>
              <Each of={lines().future} by={keyOf}>
                {line}
              </Each>
            </ol>
          </Show>
        </Show>
      </div>
    </Show>
  );
}
