import { createEffect, type JSX, onMount } from 'solid-js';
import { useInterview } from './interview-context.tsx';

/**
 * Makes a heading the title of the document as well. A new step or state is a new page to its reader, so the focus goes
 * to its heading when one begins; answers the `ref` of that heading.
 */
export function createTitle(text: () => string): (element: HTMLElement) => void {
  const { view, mayTakeFocus } = useInterview();
  let heading: HTMLElement | undefined;
  onMount(() => mayTakeFocus() && queueMicrotask(() => heading?.focus()));
  createEffect(() => {
    document.title = `${text()} · ${view().jobTitle} · ${view().company}`;
  });
  return (element) => {
    heading = element;
  };
}

/** The heading of a state within a page. */
export function StateTitle(props: { readonly text: string; readonly icon?: JSX.Element; readonly isHidden?: boolean }) {
  return (
    <h2
      ref={createTitle(() => props.text)}
      id="state-title"
      tabindex="-1"
      class="flex items-center gap-2 text-section font-strong"
      classList={{ 'sr-only': props.isHidden ?? false }}
    >
      {props.icon}
      {props.text}
    </h2>
  );
}
