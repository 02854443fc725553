import { createEffect, For, on, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import type { Picking } from './create-picking.ts';
import { useTimes } from './times-context.ts';

interface LostProps {
  readonly picking: Picking;
  /** What is not lost with it. */
  readonly kept: string;
}

/** Someone was faster: says so at once, and what is kept. */
export function LostNote(props: LostProps) {
  const { t } = useI18n();
  return (
    <Show when={props.picking.conflict()}>
      {(lost) => (
        <Banner tone="warn">
          <p role="alert" class="font-medium">
            {t(`conflict.${lost().kind}`, { when: props.picking.text().when(lost().lostAt) })} {props.kept}
          </p>
          <p>{t(lost().alternatives.length > 0 ? 'conflict.near' : 'conflict.none')}</p>
        </Banner>
      )}
    </Show>
  );
}

interface AlternativesProps {
  readonly picking: Picking;
  readonly busyAt: number | null;
  readonly nameOf: (when: string) => string;
  readonly onTake: (at: number) => void;
}

/** What is near the lost time; one tap takes it, and everything typed stays. */
export function Alternatives(props: AlternativesProps) {
  const { say } = useTimes();
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
  const near = () => props.picking.conflict()?.alternatives ?? [];
  return (
    <ul ref={list} class="alts" hidden={near().length === 0}>
      <For each={near()}>
        {(at) => (
          <li>
            <button type="button" class="alt" aria-disabled={props.busyAt !== null} onClick={() => props.onTake(at)}>
              <time datetime={new Date(at).toISOString()}>{props.nameOf(text().when(at))}</time>
              <Show when={props.picking.placesLeft(at)}>{(words) => <span class="alt-more">{words()}</span>}</Show>
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
