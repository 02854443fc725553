import { useLocation } from '@solidjs/router';
import { createEffect, type JSX, onMount, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { focusRowOf } from './row-keys.ts';

/** The page that was shown last; none on arrival. */
let former: string | null = null;

interface PageHeadProps {
  readonly title: string;
  /** What stands on the page, where that is not its name. */
  readonly heading?: string;
  /** A line below the heading. */
  readonly lead?: JSX.Element;
  readonly above?: JSX.Element;
  readonly aside?: JSX.Element;
}

/**
 * The heading of a page, which is its document title too and gets the focus when one comes here from another page. Back
 * on a list it is the row that one came from, unless the menu led here.
 */
export function PageHead(props: PageHeadProps) {
  const { t, me } = useHr();
  const { pathname } = useLocation();
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    document.title = t('hr.title', { page: props.title, company: me().tenant.name });
  });
  onMount(() => {
    const from = former;
    former = pathname;
    if (from === null || heading === undefined) return;
    const isByMenu = document.activeElement?.closest('nav') != null;
    heading.focus();
    if (!isByMenu && from !== pathname) focusRowOf(from, heading);
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
