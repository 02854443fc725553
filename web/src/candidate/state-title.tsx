import { createEffect, type JSX, onMount } from 'solid-js';
import { useInterview } from './interview-context.tsx';

/**
 * The heading of a state, which is also the title of the document. A new step or state is a new page to its reader, so
 * the focus goes here when one begins.
 */
export function StateTitle(props: { readonly text: string; readonly icon?: JSX.Element; readonly isHidden?: boolean }) {
  const { view, mayTakeFocus } = useInterview();
  let heading: HTMLHeadingElement | undefined;
  onMount(() => mayTakeFocus() && queueMicrotask(() => heading?.focus()));
  createEffect(() => {
    document.title = `${props.text} · ${view().jobTitle} · ${view().company}`;
  });
  return (
    <h2
      ref={heading}
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
