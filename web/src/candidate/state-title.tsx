import { createEffect, type JSX } from 'solid-js';
import { useInterview } from './interview-context.tsx';

export const stateTitleId = 'state-title';

/** The heading of a state, which is also the title of the document and where the focus goes when the state begins. */
export function StateTitle(props: { readonly text: string; readonly icon?: JSX.Element }) {
  const { view } = useInterview();
  createEffect(() => {
    document.title = `${props.text} · ${view().jobTitle} · ${view().company}`;
  });
  return (
    <h2 id={stateTitleId} tabindex="-1" class="flex items-center gap-2 text-section font-strong">
      {props.icon}
      {props.text}
    </h2>
  );
}
