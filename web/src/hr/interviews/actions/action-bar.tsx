import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { lazyCode } from '../../../ui/lazy-part.tsx';
import { useHr } from '../../session/hr-context.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { type Blocked, mainActionOf, offeredActions, type StaffAction } from './actions.models.ts';

const PassOn = lazyCode(async () => (await import('./pass-on.tsx')).PassOn);
const ActionDialog = lazyCode(async () => (await import('./action-dialog.tsx')).ActionDialog);

/** The actions the status allows, each behind a question; one that would be refused says why instead. */
export function ActionBar(props: { readonly interview: InterviewDetail }) {
  const { t, may, now } = useHr();
  const [asked, setAsked] = createSignal<StaffAction | null>(null);
  const [isNeeded, setNeeded] = createSignal(false);
  const offered = createMemo(() => offeredActions(props.interview, may('interviews:write'), now()));
  const possible = () => offered().flatMap(({ action, blocked }) => (blocked === null ? [action] : []));
  const main = createMemo(() => mainActionOf(possible(), props.interview.outcome));
  const open = () => possible().toSorted((one, other) => Number(other === main()) - Number(one === main()));
  const blocked = () => offered().flatMap((one) => (one.blocked === null ? [] : [one.blocked]));
  const isDecided = () => props.interview.outcome === 'passed' || props.interview.outcome === 'failed';
  const noneBecause = () => {
    const { kind, status } = props.interview;
    if (kind === 'group' && upcomingStatuses.includes(status)) return 'group.actions';
    return may('interviews:write') ? 'detail.actions.none' : 'detail.actions.read';
  };

  function ask(action: StaffAction) {
    setNeeded(true);
    setAsked(action);
  }

  return (
    <section aria-label={t('detail.actions')} class="actions">
      <Show when={offered().length === 0}>
        <p class="muted">{t(noneBecause())}</p>
      </Show>
      <div class="action-row">
        <For each={open()}>
          {(action) => (
            <button
              type="button"
              class="button"
              classList={{ 'button-primary': action === main(), 'button-danger': action === 'cancel' }}
              aria-haspopup="dialog"
              onClick={() => ask(action)}
            >
              {t(action === 'decide' && isDecided() ? 'act.decide.again' : `act.${action}`)}
            </button>
          )}
        </For>
      </div>
      <Show when={offered().some(({ action }) => action === 'book')}>
        <p class="muted">{t('act.book.lead', { name: props.interview.candidate.name })}</p>
      </Show>
      <Show when={offered().some(({ action }) => action === 'resendLink')}>
        <PassOn
          interviewId={props.interview.interviewId}
          name={props.interview.candidate.name}
          mayChoose={offered().some(({ action }) => action === 'book')}
        />
      </Show>
      <Show when={offered().length > 0 && props.interview.kind === 'group'}>
        <p class="muted">{t('group.actions.all')}</p>
      </Show>
      <For each={blocked()}>{(why) => <BlockedLine why={why} />}</For>
      <Show when={isNeeded()}>
        <ActionDialog interview={props.interview} action={asked()} onClose={() => setAsked(null)} />
      </Show>
    </section>
  );
}

function BlockedLine(props: { readonly why: Blocked }) {
  const { t, text } = useHr();
  return (
    <p class="muted">
      {props.why.reason === 'before_start'
        ? t('blocked.before_start', { when: text().when(Date.parse(props.why.at)) })
        : t('blocked.not_confirmed')}
    </p>
  );
}
