import { createEffect, createSignal, type JSX, type ParentProps } from 'solid-js';

interface FoldedPartProps extends ParentProps {
  readonly title: JSX.Element;
  /** Whether something in it has to be put right; then it opens by itself. */
  readonly isWrong: boolean;
}

/** A part of a form that is rarely changed; closed until somebody wants to see it or something in it is wrong. */
export function FoldedPart(props: FoldedPartProps) {
  const [isOpen, setOpen] = createSignal(false);
  createEffect(() => {
    if (props.isWrong) setOpen(true);
  });
  return (
    <details class="card" open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="summary hr-h2">{props.title}</summary>
      <div class="stack policy">{props.children}</div>
    </details>
  );
}
