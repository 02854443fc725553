import { createEffect, For, on, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import type { Choice } from './create-choice.ts';
import type { PickMode } from './create-picking.ts';

interface LostProps {
  readonly picking: Choice;
  readonly mode: PickMode;
}

/** Someone was faster: says so at once, and what is kept. */
export function LostNote(props: LostProps) {
  const { t } = useI18n();
  return (
    <Show when={props.picking.conflict()}>
      {(lost) => (
        <Banner tone="warn">
          <p role="alert" class="font-medium">
            {t(`conflict.${lost().kind}`, { when: props.picking.text().when(lost().lostAt) })}{' '}
            {t(props.mode === 'book' ? 'conflict.kept' : 'conflict.old')}
          </p>
          <p>{t(lost().alternatives.length > 0 ? 'conflict.near' : 'conflict.none')}</p>
        </Banner>
      )}
    </Show>
  );
}

interface AlternativesProps extends LostProps {
  readonly busyAt: number | null;
  readonly onBook: (at: number) => void;
}

/** What is near the lost time; one tap books, and everything typed stays. */
export function Alternatives(props: AlternativesProps) {
  const { t } = useI18n();
  const { say } = useInterview();
  let list: HTMLUListElement | undefined;
  createEffect(
    on(
      () => props.picking.conflict(),
      (conflict) => {
        if (conflict === null) return;
        // What was announced about the chosen time is no longer true, so it is not read out beside this.
        say('');
        if (!conflict.isAnswer) return;
        queueMicrotask(() => list?.querySelector('button')?.focus());
      },
    ),
  );
  const text = () => props.picking.text();
  const action = () => (props.mode === 'book' ? 'confirm.book' : 'confirm.move');
  const near = () => props.picking.conflict()?.alternatives ?? [];
  return (
    <ul ref={list} class="alts" hidden={near().length === 0}>
      <For each={near()}>
        {(at) => (
          <li>
            <button type="button" class="alt" aria-disabled={props.busyAt !== null} onClick={() => props.onBook(at)}>
              <time datetime={new Date(at).toISOString()}>{t(action(), { when: text().when(at) })}</time>
              <Show when={props.picking.placesLeft(at)}>{(words) => <span class="alt-more">{words()}</span>}</Show>
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
