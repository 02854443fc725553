import { createEffect, createUniqueId, onCleanup, type ParentProps, Show } from 'solid-js';

interface HrDialogProps extends ParentProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly lead?: string | undefined;
  /** Something with consequences: announced as an alert. */
  readonly isAlert?: boolean;
  readonly isWide?: boolean;
  /** The focus begins on the title: what comes first in it is not there yet, or not what one begins with. */
  readonly isReadFirst?: boolean;
  /** Without a visible title and space of its own: what is in it draws all that is seen. */
  readonly isBare?: boolean;
}

/**
 * The one dialog of the console, the browser's own: it keeps the focus inside, makes the page behind it inert and gives
 * the focus back to what opened it. A click beside it does nothing, so that nothing typed is lost.
 */
export function HrDialog(props: HrDialogProps) {
  const id = createUniqueId();
  let element: HTMLDialogElement | undefined;

  const dialog = (
    <dialog
      ref={element}
      class="dialog"
      classList={{ 'dialog-wide': props.isWide ?? false, 'dialog-bare': props.isBare ?? false }}
      role={props.isAlert ? 'alertdialog' : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.lead ? `${id}-lead` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <Show when={props.isOpen}>
        <h2
          id={`${id}-title`}
          class={props.isBare ? 'sr-only' : 'hr-h2'}
          tabindex={props.isReadFirst ? -1 : undefined}
          autofocus={props.isReadFirst ?? false}
        >
          {props.title}
        </h2>
        <Show when={props.lead}>
          <p id={`${id}-lead`} class="muted">
            {props.lead}
          </p>
        </Show>
        {props.children}
      </Show>
    </dialog>
  );
  // A dialog that is taken off the document for a moment is no longer modal afterwards: it stands outside of what is
  // drawn anew.
  if (dialog instanceof Node) document.body.append(dialog);
  onCleanup(() => {
    // Closed first, so that the focus goes back to where it was.
    element?.close();
    element?.remove();
  });
  createEffect(() => {
    if (props.isOpen) element?.showModal();
    else element?.close();
  });
  return null;
}
