import { createEffect, on, Show } from 'solid-js';
import type { Problem } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import type { Choice } from './create-choice.ts';
import type { PickMode } from './create-picking.ts';

interface BookBarProps {
  readonly mode: PickMode;
  readonly picking: Choice;
  readonly busyAt: number | null;
  readonly problem: Problem | null;
}

/** Always in reach: the chosen time, until when it is held, and the button that takes it. */
export function BookBar(props: BookBarProps) {
  const { t } = useI18n();
  const { view, say } = useInterview();
  const text = () => props.picking.text();

  // Read out once per choice; the hold itself comes quietly.
  createEffect(
    on(
      () => props.picking.chosen(),
      (at) => at !== null && say(t('confirm.chosen', { when: text().fullWhen(at) })),
      { defer: true },
    ),
  );

  const isShown = () => props.picking.chosen() !== null || props.problem !== null;
  return (
    <div classList={{ 'book-bar': isShown() }}>
      <Show when={props.problem}>
        {(problem) => (
          <Banner tone="bad" role="alert" class="mb-3">
            {problemText(problem(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <Show when={props.picking.chosen()}>
        {(at) => (
          <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div>
              <p class="bar-when font-strong">
                <time datetime={new Date(at()).toISOString()}>{text().when(at())}</time>
                <span class="font-normal text-muted">{` · ${text().place} (${text().offset(at())})`}</span>
              </p>
              <HoldNotice picking={props.picking} at={at()} />
            </div>
            <SubmitButton {...props} at={at()} />
          </div>
        )}
      </Show>
    </div>
  );
}

function HoldNotice(props: { readonly picking: Choice; readonly at: number }) {
  const { t } = useI18n();
  const held = () => props.picking.hold.held();
  const sentence = () => {
    const present = held();
    if (present === null) return '';
    if (!props.picking.hold.isHolding(props.at)) return t('confirm.hold.over');
    return t('confirm.hold', { time: props.picking.text().time(present.expiresAt) });
  };
  return <p class="min-h-[1.125rem] text-meta text-muted">{sentence()}</p>;
}

function SubmitButton(props: BookBarProps & { readonly at: number }) {
  const { t } = useI18n();
  const label = () =>
    t(props.mode === 'book' ? 'confirm.book' : 'confirm.move', { when: props.picking.text().when(props.at) });
  const busyLabel = () => t(props.mode === 'book' ? 'confirm.booking' : 'confirm.moving');
  return (
    <button type="submit" class="button button-primary submit" aria-disabled={props.busyAt !== null}>
      {/* Both texts take their room, so that the button keeps its width while it works. */}
      <span classList={{ invisible: props.busyAt !== null }}>{label()}</span>
      <span classList={{ invisible: props.busyAt === null }} aria-hidden={props.busyAt === null}>
        {busyLabel()}
      </span>
    </button>
  );
}
