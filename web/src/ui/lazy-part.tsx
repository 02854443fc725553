import { type Component, createComponent, createSignal, type JSX, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ErrorPanel } from './error-panel.tsx';
import { persistent } from './persistent.ts';
import { CardSkeleton } from './skeleton.tsx';

type Waiting<Props> = (props: Props) => JSX.Element;

// Code that never comes is mostly that of an older page: only the page as it is now names what there is now.
function Missing() {
  return <ErrorPanel error={null} onRetry={() => window.location.reload()} />;
}

/**
 * A component whose code is fetched when it is first drawn, or by `preload`; until then `waiting` stands in its place,
 * and where the code never comes, its place says so. There is no boundary that waits: one above a query that began with
 * cached data would put aside all that it holds at each refetch, and the focus of whoever types with it.
 */
export function lazyCode<Props extends object = object>(
  load: () => Promise<Component<Props>>,
  waiting: Waiting<Props> = () => null,
) {
  const [part, setPart] = createSignal<Component<Props>>();
  let isAsked = false;
  function preload() {
    if (isAsked) return;
    isAsked = true;
    void persistent(load)
      .catch(() => Missing)
      .then((found) => setPart(() => found));
  }
  const Lazy = (props: Props) => {
    preload();
    return <>{createComponent(part() ?? waiting, props)}</>;
  };
  return Object.assign(Lazy, { preload });
}

/** The same, with the words that are fetched after the first ones. */
export function lazyPart<Props extends object = object>(
  load: () => Promise<Component<Props>>,
  waiting: Waiting<Props> = CardSkeleton,
) {
  const Part = lazyCode(load, waiting);
  const Worded = (props: Props) => {
    const { hasAllWords, fetchAllWords, areWordsLost } = useI18n();
    fetchAllWords();
    Part.preload();
    return (
      <Show when={hasAllWords()} fallback={areWordsLost() ? <Missing /> : waiting(props)}>
        <Part {...props} />
      </Show>
    );
  };
  return Object.assign(Worded, { preload: Part.preload });
}
