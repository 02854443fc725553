import { createEffect, createSignal, createUniqueId, type JSX, on, onCleanup, type ParentProps, Show } from 'solid-js';
import { Icon } from '../ui/icon.tsx';
import { createMedia } from '../ui/media.ts';
import '../ui/panel.css';
import './choice-sheet.css';

let leaving: Promise<void> | null = null;

/** Gives up the step in the history that an open sheet is; the page may then go elsewhere, and the way back from there is whole. */
export async function leaveSheet(): Promise<void> {
  if (!window.history.state?.sheet) return;
  leaving ??= new Promise((left) => {
    window.addEventListener('popstate', () => left(), { once: true });
    window.history.back();
  });
  await leaving;
  leaving = null;
}

interface ChoiceSheetProps extends ParentProps {
  readonly title: string;
  readonly date: JSX.Element;
  readonly facts: JSX.Element;
  /** What takes it, always in sight. */
  readonly foot: JSX.Element;
  /** What the button says that opens the sheet on a phone, and what it says once it is open. */
  readonly more: string;
  readonly less: string;
  /** What is inside has become the answer to what the reader did, so it is opened for them. */
  readonly isCalled?: boolean;
  /** Nothing is chosen yet, which a small screen has no room for. */
  readonly isIdle?: boolean;
  readonly onHeading?: (heading: HTMLHeadingElement) => void;
}

/**
 * What one is about to book: a panel beside the times, and on a small screen a sheet at its lower edge. There only date,
 * length and the button are in sight, and it opens upward when it is asked to; Escape and the way back close it.
 */
export function ChoiceSheet(props: ChoiceSheetProps) {
  const isSmall = createMedia('(max-width: 60.99rem)');
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let turn: HTMLButtonElement | undefined;
  let inside: HTMLDivElement | undefined;
  let side: HTMLDivElement | undefined;

  function open() {
    if (isOpen() || !isSmall() || side === undefined) return;
    // Open it hangs over the page; its place is kept, so that nothing on the page moves.
    side.style.minBlockSize = `${side.offsetHeight}px`;
    setOpen(true);
    // A step of its own in the history, so that the way back of a phone closes the sheet and stays on the page.
    window.history.pushState({ ...window.history.state, sheet: id }, '');
  }

  function shut() {
    if (inside?.contains(document.activeElement)) turn?.focus();
    setOpen(false);
    if (side) side.style.minBlockSize = '';
  }

  function close() {
    shut();
    void leaveSheet();
  }

  window.addEventListener('popstate', shut);
  onCleanup(() => {
    window.removeEventListener('popstate', shut);
    // What took its place may be another page, which is a step of its own by then.
    setTimeout(leaveSheet);
  });
  createEffect(() => isSmall() || shut());
  createEffect(
    on(
      () => props.isCalled,
      (isCalled) => isCalled && open(),
    ),
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape within it is a shorthand for its button.
    <div
      ref={(element) => {
        side = element;
        aboveKeyboard(element);
      }}
      class="choice-side"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !isOpen()) return;
        event.preventDefault();
        close();
      }}
      onFocusOut={({ relatedTarget }) => {
        // What the focus goes on to must not lie below it.
        if (isOpen() && relatedTarget instanceof Node && !side?.contains(relatedTarget)) close();
      }}
    >
      <section
        class="panel appear"
        classList={{ 'panel-open': isOpen(), 'panel-idle': props.isIdle ?? false }}
        aria-labelledby={`${id}-title`}
      >
        <div class="panel-top">
          <h3 ref={(heading) => props.onHeading?.(heading)} id={`${id}-title`} tabindex="-1">
            {props.title}
          </h3>
          {props.date}
        </div>
        <div class="panel-facts">{props.facts}</div>
        <Show when={isSmall()}>
          <button
            ref={turn}
            type="button"
            class="button button-quiet panel-turn"
            aria-expanded={isOpen()}
            aria-controls={id}
            onClick={() => {
              if (isOpen()) return close();
              open();
              // What the button promises is what one is in then.
              inside?.querySelector<HTMLElement>('input, select, textarea')?.focus();
            }}
          >
            {isOpen() ? props.less : props.more}
            <Icon name="down" />
          </button>
        </Show>
        <div ref={inside} id={id} class="panel-more">
          {props.children}
        </div>
        <div class="panel-foot book-bar">{props.foot}</div>
      </section>
    </div>
  );
}

/** The keyboard of a phone lies over the page without making it smaller, so the sheet is told how high it is. */
function aboveKeyboard(sheet: HTMLElement): void {
  const screen = window.visualViewport;
  if (screen === null) return;
  const follow = () => {
    // Enlarged with two fingers, the seen part is smaller too, and there is no keyboard.
    const covered = screen.scale === 1 ? window.innerHeight - screen.height - screen.offsetTop : 0;
    sheet.style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`);
  };
  screen.addEventListener('resize', follow);
  screen.addEventListener('scroll', follow);
  onCleanup(() => {
    screen.removeEventListener('resize', follow);
    screen.removeEventListener('scroll', follow);
  });
}
