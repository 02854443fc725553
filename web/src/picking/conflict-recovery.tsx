import { createEffect, For, on, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import type { Choice } from './create-choice.ts';
import type { Conflict, PickMode } from './create-picking.ts';

interface ConflictRecoveryProps {
  readonly picking: Choice;
  readonly mode: PickMode;
  readonly busyAt: number | null;
  readonly onBook: (at: number) => void;
}

/** Someone was faster: says so at once, offers what is near, one tap books; everything typed stays. */
export function ConflictRecovery(props: ConflictRecoveryProps) {
  const { say } = useInterview();
  let box: HTMLDivElement | undefined;
  createEffect(
    on(
      () => props.picking.conflict(),
      (conflict) => {
        if (conflict === null) return;
        // What was announced about the chosen time is no longer true, so it is not read out beside this.
        say('');
        if (!conflict.isAnswer) return;
        queueMicrotask(() => box?.querySelector('button')?.focus());
      },
    ),
  );
  return (
    <div ref={box}>
      <Show when={props.picking.conflict()}>{(conflict) => <Lost {...props} conflict={conflict()} />}</Show>
    </div>
  );
}

function Lost(props: ConflictRecoveryProps & { readonly conflict: Conflict }) {
  const { t } = useI18n();
  const text = () => props.picking.text();
  const action = () => (props.mode === 'book' ? 'confirm.book' : 'confirm.move');
  return (
    <Banner tone="warn">
      <p role="alert" class="font-medium">
        {t(`conflict.${props.conflict.kind}`, { when: text().when(props.conflict.lostAt) })}{' '}
        {t(props.mode === 'book' ? 'conflict.kept' : 'conflict.old')}
      </p>
      <Show when={props.conflict.alternatives.length > 0} fallback={<p>{t('conflict.none')}</p>}>
        <p class="mt-1">{t('conflict.near')}</p>
        <ul class="mt-3 flex flex-wrap gap-2">
          <For each={props.conflict.alternatives}>
            {(at) => (
              <li>
                <button
                  type="button"
                  class="button"
                  aria-disabled={props.busyAt !== null}
                  onClick={() => props.onBook(at)}
                >
                  <time datetime={new Date(at).toISOString()}>{t(action(), { when: text().when(at) })}</time>
                  <Show when={props.picking.placesLeft(at)}>
                    {(words) => <span class="ms-2 text-meta">{words()}</span>}
                  </Show>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Banner>
  );
}
