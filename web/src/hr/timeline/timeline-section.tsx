import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createZonedText, type ZonedText } from '../../time/formats.models.ts';
import { type TimelineEvent, timelineQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { Glyph, type GlyphName } from '../shell/glyph.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { eventText } from './event-text.models.ts';
import { type TimelineEntry, timelineOf } from './timeline.models.ts';

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
        <label class="check">
          <input type="checkbox" checked={isUtc()} onChange={(event) => setUtc(event.currentTarget.checked)} />
          {t('time.utc')}
        </label>
      </div>
      <Panel query={timeline} skeleton={<RowsSkeleton rows={6} />}>
        {(answer) => (
          <>
            <Show when={answer().isCut}>
              <p class="muted">{t('time.cut')}</p>
            </Show>
            <Lines events={answer().events} text={shown()} />
          </>
        )}
      </Panel>
    </section>
  );
}

function Lines(props: { readonly events: readonly TimelineEvent[]; readonly text: ZonedText }) {
  const { t, now } = useHr();
  const lines = createMemo(() => timelineOf(props.events, now()));
  return (
    <Show when={props.events.length > 0} fallback={<p class="muted">{t('time.empty')}</p>}>
      <ol class="timeline" aria-label={t('time.past')}>
        <For each={lines().past}>{(entry) => <Line entry={entry} text={props.text} />}</For>
      </ol>
      <p class="timeline-now">
        <time datetime={new Date(now()).toISOString()}>
          {t('time.now')} <span class="muted">{props.text.when(now())}</span>
        </time>
      </p>
      <Show when={lines().future.length > 0}>
        <ol class="timeline timeline-ahead" aria-label={t('time.future')}>
          <For each={lines().future}>{(entry) => <Line entry={entry} text={props.text} />}</For>
        </ol>
      </Show>
    </Show>
  );
}

const glyphs: Readonly<Record<TimelineEvent['source'], GlyphName>> = {
  command: 'person',
  mail: 'mail',
  timer: 'timer',
};

function Line(props: { readonly entry: TimelineEntry; readonly text: ZonedText }) {
  const { t } = useHr();
  const event = () => props.entry.event;
  const words = createMemo(() => eventText(props.entry, { t, text: props.text }));
  const glyph = (): GlyphName => {
    if (event().when === 'failed' || event().what === 'needAttention') return 'warning';
    if (event().when === 'skipped') return 'cross';
    return event().actor?.party === 'timer' ? 'timer' : glyphs[event().source];
  };
  const isBad = () =>
    event().when === 'failed' ||
    event().detail['delivery'] === 'bounced' ||
    event().detail['delivery'] === 'complained' ||
    event().what === 'needAttention';
  return (
    <li class="line" classList={{ [`line-${event().when}`]: true, 'line-bad': isBad() }}>
      <time class="line-at" datetime={event().at}>
        {props.text.when(Date.parse(event().at))}
      </time>
      <span class="line-dot">
        <Glyph name={glyph()} />
      </span>
      <div class="line-text">
        <Show when={event().when === 'skipped'} fallback={<span>{words().title}</span>}>
          <span class="sr-only">{t('time.skipped')}: </span>
          <s>{words().title}</s>
        </Show>
        <Show when={event().when === 'failed'}>
          {' '}
          <strong class="line-word">{t('time.failed')}</strong>
        </Show>
        <Show when={words().more.length > 0}>
          <span class="line-more">{words().more.join(' · ')}</span>
        </Show>
      </div>
    </li>
  );
}
