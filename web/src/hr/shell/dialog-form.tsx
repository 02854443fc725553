import { onMount, type ParentProps } from 'solid-js';
import type { Problem } from '../../api.ts';
import { DialogFoot, ProblemBanner } from './dialog-parts.tsx';

interface DialogFormProps extends ParentProps {
  readonly onSubmit: () => Promise<void> | void;
  readonly onClose: () => void;
  readonly label: string;
  readonly isBusy: boolean;
  readonly isDanger?: boolean;
  readonly isNew?: boolean;
  readonly problem: Problem | null;
}

// A field that is folded away cannot take the focus.
function openAround(field: HTMLElement): void {
  const folded = field.closest('details');
  if (folded !== null) folded.open = true;
}

/**
 * A form in a dialog: its fields, what kept it from taking effect, and its two buttons. The first wrong field gets the
 * focus; where none is, what is said of the whole is moved into view.
 */
export function DialogForm(props: DialogFormProps) {
  let element: HTMLFormElement | undefined;

  // The code or the data of a form may come after its dialog has opened, which had nothing else to focus then.
  onMount(() =>
    queueMicrotask(() => {
      if (document.activeElement === element?.closest('dialog'))
        element?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    }),
  );

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    await props.onSubmit();
    queueMicrotask(() => {
      const wrong = element?.querySelector<HTMLElement>('[aria-invalid="true"]');
      if (wrong) {
        openAround(wrong);
        wrong.focus();
      } else element?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
    });
  }

  return (
    <form ref={element} class="stack" novalidate onSubmit={(event) => void submit(event)}>
      {props.children}
      <ProblemBanner problem={props.problem} />
      <DialogFoot
        label={props.label}
        isBusy={props.isBusy}
        isDanger={props.isDanger ?? false}
        isNew={props.isNew ?? false}
        onClose={props.onClose}
      />
    </form>
  );
}
