import { useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { lazyCode } from '../../ui/lazy-part.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Each } from '../shell/each.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { RetakeCard } from './retake-card.tsx';
import { type Decision, type RetakeState, retakeStates, stateFrom } from './retakes.models.ts';
import { type RetakeRequest, retakesQuery } from './retakes.queries.ts';

const DecisionDialog = lazyCode(async () => (await import('./decision-dialog.tsx')).DecisionDialog);

/** `/hr/retakes`: the requests by state; those that wait come first, with what a decision brings about. */
export function RetakesPage() {
  const { may } = useHr();
  return (
    <Show when={may('retakes:read')} fallback={<NotForYourRole />}>
      <Queue />
    </Show>
  );
}

function addressOf(state: RetakeState, cursor?: string): string {
  const search = new URLSearchParams({
    ...(state === 'pending' ? {} : { state }),
    ...(cursor === undefined ? {} : { cursor }),
  }).toString();
  return search === '' ? '/hr/retakes' : `/hr/retakes?${search}`;
}

interface Asked {
  readonly request: RetakeRequest;
  readonly decision: Decision;
}

function Queue() {
  const { t } = useHr();
  const [search] = useSearchParams();
  const state = createMemo(() => stateFrom(search['state']));
  const cursor = createMemo(() => [search['cursor']].flat()[0] ?? null);
  const requests = useQuery(() => retakesQuery(state(), cursor()));
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [isNeeded, setNeeded] = createSignal(false);

  function ask(request: RetakeRequest, decision: Decision) {
    setNeeded(true);
    setAsked({ request, decision });
  }

  return (
    <>
      <PageHead title={t('retakes.title')} />
      <States present={state()} />
      <Panel query={requests} skeleton={<RowsSkeleton rows={4} />}>
        {(answer) => (
          <div class="stack" aria-busy={requests.isPlaceholderData}>
            <Show
              when={answer().requests.length > 0}
              fallback={
                <EmptyState
                  glyph="repeat"
                  title={t(`retakes.empty.${state()}`)}
                  lead={state() === 'pending' ? t('retakes.empty.lead') : ''}
                />
              }
            >
              <Each of={answer().requests} by={({ requestId }) => requestId}>
                {(request) => <RetakeCard request={request()} onDecide={(decision) => ask(request(), decision)} />}
              </Each>
            </Show>
            <Show when={cursor() !== null || answer().nextCursor !== null}>
              <nav class="pages-nav" aria-label={t('retakes.pages')}>
                <Show when={cursor() !== null}>
                  <a class="button" href={addressOf(state())}>
                    {t('retakes.oldest')}
                  </a>
                </Show>
                <Show when={answer().nextCursor}>
                  {(next) => (
                    <a class="button" href={addressOf(state(), next())}>
                      {t('retakes.later')}
                    </a>
                  )}
                </Show>
              </nav>
            </Show>
          </div>
        )}
      </Panel>
      <Show when={isNeeded()}>
        <DecisionDialog asked={asked()} onClose={() => setAsked(null)} />
      </Show>
    </>
  );
}

function States(props: { readonly present: RetakeState }) {
  const { t } = useHr();
  const pending = useQuery(() => retakesQuery('pending'));
  const count = (state: RetakeState) => {
    const waiting = state === 'pending' ? dataOf(pending) : undefined;
    if (waiting === undefined || waiting.requests.length === 0) return null;
    return `${waiting.requests.length}${waiting.nextCursor === null ? '' : '+'}`;
  };
  return (
    <nav class="tabs" aria-label={t('retakes.states')}>
      <For each={retakeStates}>
        {(state) => (
          <a class="tab" href={addressOf(state)} aria-current={state === props.present ? 'page' : undefined}>
            {t(`retakes.state.${state}`)}
            <Show when={count(state)}>
              <span class="rail-count">{count(state)}</span>
            </Show>
          </a>
        )}
      </For>
    </nav>
  );
}
