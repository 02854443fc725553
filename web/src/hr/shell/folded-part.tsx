import { createEffect, createMemo, createSignal, type JSX, type ParentProps } from 'solid-js';

interface FoldedPartProps extends ParentProps {
  readonly title: JSX.Element;
  /** Whether something in it has to be put right or looked at; then it opens by itself. */
  readonly isCalledFor: boolean;
}

/** A part of a form that is rarely changed; closed until somebody wants to see it or has to. */
export function FoldedPart(props: FoldedPartProps) {
  const [isOpen, setOpen] = createSignal(false);
  // Opened once only: a reader who closes it while typing has seen it.
  const isCalledFor = createMemo(() => props.isCalledFor);
  createEffect(() => {
    if (isCalledFor()) setOpen(true);
  });
  return (
    <details class="card" open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="summary hr-h2">{props.title}</summary>
      <div class="stack policy">{props.children}</div>
    </details>
  );
}
