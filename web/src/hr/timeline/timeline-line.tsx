import { createMemo, createSignal, For, Show } from 'solid-js';
import type { ZonedText } from '../../time/formats.models.ts';
import { lazyCode } from '../../ui/lazy-part.tsx';
import type { TimelineEvent } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { Glyph, type GlyphName } from '../shell/glyph.tsx';
import { RowsSkeleton } from '../shell/panel.tsx';
import { changedText } from './changed-text.models.ts';
import { eventText } from './event-text.models.ts';
import { isBad, type TimelineEntry } from './timeline.models.ts';

const SentMail = lazyCode(
  async () => (await import('./sent-mail.tsx')).SentMail,
  () => <RowsSkeleton rows={6} />,
);

const glyphs: Readonly<Record<TimelineEvent['source'], GlyphName>> = {
  command: 'person',
  mail: 'mail',
  timer: 'timer',
};

interface LineProps {
  readonly interviewId: string;
  readonly entry: TimelineEntry;
  readonly text: ZonedText;
  /** A link has led to it. */
  readonly isTarget: boolean;
}

export function TimelineLine(props: LineProps) {
  const { t } = useHr();
  const event = () => props.entry.event;
  const at = () => Date.parse(event().at);
  const [isRead, setRead] = createSignal(props.isTarget);
  const words = createMemo(() => eventText(props.entry, { t, text: props.text }));
  const glyph = (): GlyphName => {
    if (event().when === 'failed' || event().what === 'needAttention') return 'warning';
    if (event().when === 'skipped') return 'cross';
    return event().actor?.party === 'timer' ? 'timer' : glyphs[event().source];
  };
  return (
    <li
      id={`event-${event().id}`}
      tabindex="-1"
      aria-current={props.isTarget ? 'true' : undefined}
      class="line"
      classList={{ [`line-${event().when}`]: true, 'line-bad': isBad(event()), 'line-target': props.isTarget }}
    >
      <time class="line-at" datetime={event().at} data-printed={props.text.namedWhen(at())}>
        <span class="no-print">{props.text.when(at())}</span>
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
        <For each={event().written}>
          {(said) => (
            <q class="line-written" dir="auto">
              {said}
            </q>
          )}
        </For>
        <Changes event={event()} text={props.text} />
        <Show when={event().isReadable}>
          <details class="line-mail" open={isRead()} onToggle={(toggled) => setRead(toggled.currentTarget.open)}>
            <summary class="link">{t('mail.read')}</summary>
            <Show when={isRead()}>
              <SentMail interviewId={props.interviewId} mailKey={event().id} />
            </Show>
          </details>
        </Show>
      </div>
      <CopyLink eventId={event().id} what={words().title} />
    </li>
  );
}

/** What was before and what is since, of each thing that the event changed. */
function Changes(props: { readonly event: TimelineEvent; readonly text: ZonedText }) {
  const { t } = useHr();
  return (
    <Show when={props.event.changed}>
      {(changed) => (
        <dl class="line-changes">
          <For each={changed().map((change) => changedText(change, { t, text: props.text }))}>
            {({ fact, from, to }) => (
              <div>
                <dt>{fact}</dt>
                <dd>
                  <span class="sr-only">{t('changed.before')} </span>
                  <bdi>{from}</bdi>
                  <Glyph name="move" />
                  <span class="sr-only">, {t('changed.after')} </span>
                  <bdi>{to}</bdi>
                </dd>
              </div>
            )}
          </For>
        </dl>
      )}
    </Show>
  );
}

function CopyLink(props: { readonly eventId: string; readonly what: string }) {
  const { t, say } = useHr();
  const address = () => `${window.location.pathname}?${new URLSearchParams({ event: props.eventId })}`;
  async function copy(clicked: MouseEvent) {
    // What opens it elsewhere is left to the browser.
    if (clicked.ctrlKey || clicked.metaKey || clicked.shiftKey || clicked.altKey) return;
    clicked.preventDefault();
    clicked.stopPropagation();
    try {
      await navigator.clipboard.writeText(window.location.origin + address());
      say({ text: t('time.copied') });
    } catch {
      window.history.replaceState(window.history.state, '', address());
      say({ text: t('time.copy.byHand') });
    }
  }
  return (
    <a
      class="line-link"
      data-row
      href={address()}
      aria-label={t('time.copy', { what: props.what })}
      title={t('time.copy', { what: props.what })}
      on:click={(clicked: MouseEvent) => void copy(clicked)}
    >
      <Glyph name="link" />
    </a>
  );
}
