import { type Component, type JSX, lazy, Show, Suspense } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ErrorPanel } from './error-panel.tsx';
import { persistent } from './persistent.ts';

type Waiting<Props> = (props: Props) => JSX.Element;

// Code that never comes is mostly that of an older page: only the page as it is now names what there is now.
function Missing() {
  return <ErrorPanel error={null} onRetry={() => window.location.reload()} />;
}

/** A component whose code is fetched when it is first drawn; where that never comes, its place says so. */
export function lazyCode<Props extends object = object>(load: () => Promise<Component<Props>>) {
  return lazy(
    async (): Promise<{ default: Component<Props> }> => ({ default: await persistent(load).catch(() => Missing) }),
  );
}

/**
 * A component whose code and words are fetched when it is first drawn, or by `preload`, with its own boundary; until
 * then `waiting` stands in its place. There is no boundary above the pages: one above a query that began with cached
 * data would swap the whole page for its fallback at each refetch, and the focus with it.
 */
export function lazyPart<Props extends object = object>(
  load: () => Promise<Component<Props>>,
  waiting: Waiting<Props> = () => <div class="bone bone-card late" />,
) {
  const Part = lazyCode(load);
  const Bounded = (props: Props) => {
    const { hasAllWords, fetchAllWords, areWordsLost } = useI18n();
    fetchAllWords();
    void Part.preload();
    return (
      <Suspense fallback={waiting(props)}>
        <Show when={hasAllWords()} fallback={areWordsLost() ? <Missing /> : waiting(props)}>
          <Part {...props} />
        </Show>
      </Suspense>
    );
  };
  return Object.assign(Bounded, { preload: () => void Part.preload() });
}
