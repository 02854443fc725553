import { A, useNavigate } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { Each } from '../shell/each.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { EmptyState, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { walkRows } from '../shell/row-keys.ts';
import { onSingleKeys } from '../shell/single-keys.ts';
import { type QueueItem, queueQuery } from './home.queries.ts';
import { type AskedAction, mainActionOf, queueAbout, queueLook, queuePath, queueTitle } from './queue-text.models.ts';

const AddressDialog = lazyCode(async () => (await import('./address-dialog.tsx')).AddressDialog);
const DismissDialog = lazyCode(async () => (await import('./dismiss-dialog.tsx')).DismissDialog);
const QueueAction = lazyCode(async () => (await import('./queue-action.tsx')).QueueAction);

type Asked =
  | { readonly item: QueueItem; readonly about: 'address' | 'dismiss' }
  | { readonly item: QueueItem; readonly about: AskedAction };

/** What needs somebody, oldest first, with one thing to do about each, by click and by key. */
export function WaitingSection() {
  const { t, may } = useHr();
  const [pages, setPages] = createSignal(1);
  const queue = useQuery(() => queueQuery(pages()));
  const [asked, setAsked] = createSignal<Asked | null>(null);
  // The dialogs stay mounted once opened, so that a closing one can give the focus back.
  const [isNeeded, setNeeded] = createSignal(false);
  let list: HTMLUListElement | undefined;
  const ask = (next: Asked) => {
    setNeeded(true);
    setAsked(next);
  };
  const about = (what: 'address' | 'dismiss') => {
    const present = asked();
    return present?.about === what ? present.item : null;
  };
  const acting = () => {
    const present = asked();
    if (present === null || present.about === 'address' || present.about === 'dismiss') return null;
    return { item: present.item, action: present.about };
  };
  // The oldest of which this person can do something.
  const oldest = () => dataOf(queue)?.items.find(({ actions }) => actions.length > 0);
  // The row that has the focus, else the oldest.
  const act = () => {
    const row = document.activeElement?.closest('.todo') ?? list?.firstElementChild;
    row?.querySelector<HTMLElement>('[data-act]')?.click();
  };
  onSingleKeys({ j: () => walkRows(list, 1), k: () => walkRows(list, -1), e: act });
  return (
    <section aria-labelledby="waits">
      <div class="section-head">
        <h2 id="waits" class="hr-h2" tabindex="-1">
          {t('home.waits')}
        </h2>
        <p class="section-keys muted" aria-hidden="true">
          <kbd class="kbd">J</kbd> <kbd class="kbd">K</kbd> <span>{t('home.waits.keys')}</span> <kbd class="kbd">E</kbd>
        </p>
      </div>
      <Panel query={queue} skeleton={<RowsSkeleton rows={5} />}>
        {(page) => (
          <Show when={page().items.length > 0} fallback={<NothingWaits />}>
            <ul ref={list} class="todos">
              <Each of={page().items} by={(one) => `${one.kind} ${one.interviewId} ${one.requestId} ${one.personId}`}>
                {(item) => (
                  <Todo
                    item={item()}
                    isFirst={item() === oldest()}
                    onAsk={(about) => ask({ item: item(), about } as Asked)}
                  />
                )}
              </Each>
            </ul>
            <Show when={page().isCut}>
              <button
                type="button"
                class="button"
                aria-disabled={queue.isFetching}
                onClick={() => queue.isFetching || setPages((count) => count + 1)}
              >
                {t('home.waits.more')}
              </button>
            </Show>
          </Show>
        )}
      </Panel>
      <Show when={isNeeded() && may('interviews:write')}>
        <AddressDialog item={about('address')} onClose={() => setAsked(null)} />
        <DismissDialog item={about('dismiss')} onClose={() => setAsked(null)} />
        <QueueAction asked={acting()} onClose={() => setAsked(null)} />
      </Show>
    </section>
  );
}

function NothingWaits() {
  const { t, may } = useHr();
  return (
    <EmptyState glyph="check" title={t('home.waits.none')} lead={t('home.waits.none.lead')}>
      <Show when={may('jobs:write')}>
        <A class="button" href="/hr/invite">
          {t('home.waits.invite')}
        </A>
      </Show>
    </EmptyState>
  );
}

interface TodoProps {
  readonly item: QueueItem;
  /** Only the oldest has the primary button. */
  readonly isFirst: boolean;
  readonly onAsk: (about: Asked['about']) => void;
}

function Todo(props: TodoProps) {
  const { t, me, text, now, say, seesPeople } = useHr();
  const queries = useQueryClient();
  const navigate = useNavigate();
  let row: HTMLLIElement | undefined;
  const href = () => queuePath(props.item);
  const shown = () => (seesPeople() ? props.item : { ...props.item, name: '' });
  const title = () => queueTitle(shown(), t, me().personId);
  const look = () => queueLook(props.item);
  const main = () => mainActionOf(props.item);
  const word = () => {
    const action = main();
    if (action.does === 'ask') return t(`home.act.${action.action}`);
    return t(`home.act.${action.does === 'open' ? action.word : action.does}`);
  };
  const restored = createSubmit(
    async () => {
      const { interviewId, personId } = props.item;
      if (interviewId !== null && personId !== null)
        await api.interviews.restoreEntry.mutate({ interviewId, personId });
    },
    async () => {
      say({ text: t('home.restored') });
      // The row goes, and the focus to the one that takes its place.
      const next = row?.nextElementSibling ?? row?.previousElementSibling;
      (next?.querySelector<HTMLElement>('[data-row]') ?? document.getElementById('waits'))?.focus();
      await queries.invalidateQueries({ queryKey: ['interviews'] });
    },
  );
  function act() {
    const action = main();
    if (action.does === 'restoreEntry') void restored.submit();
    else if (action.does === 'open') navigate(action.word === 'decideRetake' ? '/hr/retakes' : href());
    else props.onAsk(action.does === 'ask' ? action.action : 'address');
  }
  return (
    <li ref={row} class={`todo tone-${look().tone}`}>
      <span class="todo-glyph">
        <Glyph name={look().glyph} />
      </span>
      <div class="min-w-0">
        <p>
          <A class="row-link" data-row href={href()}>
            {title()}
          </A>
        </p>
        <p class="muted small">{queueAbout(shown(), t, text().when)}</p>
        <ProblemBanner problem={restored.problem()} />
      </div>
      <time
        class="todo-age muted small"
        datetime={props.item.since}
        title={text().fullWhen(Date.parse(props.item.since))}
      >
        {text().distance(now(), Date.parse(props.item.since))}
      </time>
      <div class="todo-acts">
        <button
          type="button"
          data-act
          class="button"
          classList={{ 'button-primary': props.isFirst }}
          aria-label={t('home.act.named', { action: word(), what: title() })}
          aria-disabled={restored.isBusy()}
          onClick={act}
        >
          {word()}
        </button>
        <Show when={props.item.actions.includes('dismiss')}>
          <button
            type="button"
            class="button button-quiet icon-button"
            title={t('queue.dismiss')}
            onClick={() => props.onAsk('dismiss')}
          >
            <Glyph name="cross" />
            <span class="sr-only">{t('home.act.dismiss', { what: title() })}</span>
          </button>
        </Show>
      </div>
    </li>
  );
}
