import { Show } from 'solid-js';
import type { Problem } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { sayChosen } from './choice-facts.tsx';
import type { Choice } from './create-choice.ts';
import type { PickMode } from './create-picking.ts';

interface BookBarProps {
  readonly mode: PickMode;
  readonly picking: Choice;
  readonly busyAt: number | null;
  readonly problem: Problem | null;
}

/** Always in reach: the button that takes the chosen time, and until when it is held. */
export function BookBar(props: BookBarProps) {
  const { t } = useI18n();
  const { view } = useInterview();
  const text = () => props.picking.text();

  // The hold itself comes quietly.
  sayChosen(props.picking);

  return (
    <>
      <Show when={props.problem}>
        {(problem) => (
          <Banner tone="bad" role="alert">
            {problemText(problem(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <Show when={props.picking.chosen()}>
        {(at) => (
          <>
            <SubmitButton {...props} at={at()} />
            <HoldNotice picking={props.picking} at={at()} />
          </>
        )}
      </Show>
    </>
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
  return <p class="panel-hold">{sentence()}</p>;
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
