import { createEffect, type JSX, onMount, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';

let isArrival = true;

interface PageHeadProps {
  readonly title: string;
  /** What stands on the page, where that is not its name. */
  readonly heading?: string;
  /** A line below the heading. */
  readonly lead?: JSX.Element;
  readonly above?: JSX.Element;
  readonly aside?: JSX.Element;
}

/** The heading of a page, which is its document title too and gets the focus when one comes here from another page. */
export function PageHead(props: PageHeadProps) {
  const { t, me } = useHr();
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    document.title = t('hr.title', { page: props.title, company: me().tenant.name });
  });
  onMount(() => {
    if (!isArrival) heading?.focus();
    isArrival = false;
  });
  return (
    <div class="page-head">
      <div class="min-w-0">
        {props.above}
        <h1 ref={heading} tabindex="-1" class="hr-h1">
          {props.heading ?? props.title}
        </h1>
        {props.lead}
      </div>
      <Show when={props.aside}>
        <div class="page-head-aside">{props.aside}</div>
      </Show>
    </div>
  );
}
