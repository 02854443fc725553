import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Glyph } from '../shell/glyph.tsx';
import { attentionKind } from '../words/state-words.models.ts';
import { type QueueItem, type QueueOf, queueQuery } from './queue.queries.ts';

const DismissDialog = lazyCode(async () => (await import('./dismiss-dialog.tsx')).DismissDialog);
const AddressDialog = lazyCode(async () => (await import('./address-dialog.tsx')).AddressDialog);

const shownFirst = 3;

type Asked = { readonly item: QueueItem; readonly about: 'dismiss' | 'address' };

/** What needs a person, above a list, oldest first: the cause, since when, and what can be done about it right here. */
export function AttentionPanel(props: { readonly of: QueueOf }) {
  const { t } = useHr();
  const queue = useQuery(() => queueQuery(props.of));
  const [isWhole, setWhole] = createSignal(false);
  const [asked, setAsked] = createSignal<Asked | null>(null);
  // The dialogs stay mounted once opened, so that a closing one can give the focus back.
  const [isNeeded, setNeeded] = createSignal(false);
  const ask = (next: Asked) => {
    setNeeded(true);
    setAsked(next);
  };
  const items = () => dataOf(queue)?.items ?? [];
  const hasMore = () => dataOf(queue)?.nextCursor !== undefined;
  const about = (what: Asked['about']) => {
    const present = asked();
    return present?.about === what ? present.item : null;
  };
  return (
    <>
      <Show when={items().length > 0}>
        <section class="waiting waiting-queue tone-warn" aria-label={t('queue.title')}>
          <p class="queue-head">
            <Glyph name="warning" />
            <span>{t(hasMore() ? 'list.attention.least' : 'list.attention', { count: items().length })}</span>
          </p>
          <ul class="queue-list">
            <For each={isWhole() ? items() : items().slice(0, shownFirst)}>
              {(item) => <Line item={item} here={`/hr/${props.of}`} onAsk={(what) => ask({ item, about: what })} />}
            </For>
          </ul>
          <Show when={items().length > shownFirst}>
            <button type="button" class="link" aria-expanded={isWhole()} onClick={() => setWhole(!isWhole())}>
              {isWhole() ? t('queue.less') : t('list.attention.more', { count: items().length - shownFirst })}
            </button>
          </Show>
        </section>
      </Show>
      <Show when={isNeeded()}>
        <DismissDialog item={about('dismiss')} of={props.of} onClose={() => setAsked(null)} />
        <AddressDialog item={about('address')} of={props.of} onClose={() => setAsked(null)} />
      </Show>
    </>
  );
}

interface LineProps {
  readonly item: QueueItem;
  readonly here: string;
  readonly onAsk: (about: Asked['about']) => void;
}

function Line(props: LineProps) {
  const { t, text, seesPeople } = useHr();
  const since = () => Date.parse(props.item.since);
  return (
    <li class="queue-line">
      <A class="link" href={`${props.here}/${props.item.interviewId}`}>
        <bdi>{(seesPeople() && props.item.name) || props.item.title}</bdi>
      </A>
      <span>{t(`attention.${attentionKind(props.item.kind)}`)}</span>
      <time class="muted" datetime={props.item.since}>
        {t('queue.since', { when: text().when(since()) })}
      </time>
      <Show when={props.item.actions.includes('correctAddress')}>
        <button type="button" class="button" onClick={() => props.onAsk('address')}>
          {t('queue.address')}
        </button>
      </Show>
      <Show when={props.item.actions.includes('dismiss')}>
        <button type="button" class="button" onClick={() => props.onAsk('dismiss')}>
          {t('queue.dismiss')}
        </button>
      </Show>
    </li>
  );
}
