import { A } from '@solidjs/router';
import { onCleanup, type ParentProps, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from './dialog-parts.tsx';
import { Glyph } from './glyph.tsx';

/** How long something can be taken back while nobody points at its line. */
const undoMs = 10_000;

/** The line that says what took effect; what can be taken back is offered for a while, unless somebody is about to use it. */
export function SaidLine() {
  const { t, said, say } = useHr();
  return (
    <div role="status">
      <Show when={said()} keyed>
        {(line) => (
          <Passing isPassing={line.undo !== undefined}>
            <Glyph name="check" />
            <span class="min-w-0 flex-1">
              {line.text}{' '}
              <Show when={line.link}>
                {(link) => (
                  <A class="link" href={link().href}>
                    {link().text}
                  </A>
                )}
              </Show>
            </span>
            <Show when={line.undo}>{(undo) => <Undo undo={undo()} />}</Show>
            <button type="button" class="button button-quiet icon-button" onClick={() => say(null)}>
              <Glyph name="cross" />
              <span class="sr-only">{t('hr.dismiss')}</span>
            </button>
          </Passing>
        )}
      </Show>
    </div>
  );
}

// Whoever points at it or has the focus in it is given the whole time anew afterwards.
function Passing(props: ParentProps<{ readonly isPassing: boolean }>) {
  const { say } = useHr();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stay = () => clearTimeout(timer);
  const pass = () => {
    stay();
    if (props.isPassing) timer = setTimeout(() => say(null), undoMs);
  };
  pass();
  onCleanup(stay);
  return (
    <div class="said tone-good" onPointerEnter={stay} onPointerLeave={pass} onFocusIn={stay} onFocusOut={pass}>
      {props.children}
    </div>
  );
}

function Undo(props: { readonly undo: () => Promise<void> }) {
  const { t, say } = useHr();
  const taken = createSubmit(
    () => props.undo(),
    () => say({ text: t('hr.undone') }),
  );
  return (
    <>
      <ProblemBanner problem={taken.problem()} />
      <button type="button" class="button" aria-disabled={taken.isBusy()} onClick={() => void taken.submit()}>
        {t('hr.undo')}
      </button>
    </>
  );
}
