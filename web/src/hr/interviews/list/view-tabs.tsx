import { useQuery } from '@tanstack/solid-query';
import { createMemo, For, type ParentProps, Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { dataOf } from '../../shell/data-of.ts';
import { askedBy, matchingQuery, viewsQuery } from './list.queries.ts';
import { builtInViews, listStateFrom } from './list-state.models.ts';

interface ViewTabsProps {
  /** What the list shows now. */
  readonly search: string;
  readonly here: string;
}

/** The views that everybody has, and after them the saved ones. */
export function ViewTabs(props: ViewTabsProps) {
  const { t } = useHr();
  const saved = useQuery(viewsQuery);
  const own = () => (dataOf(saved) ?? []).map((view) => ({ ...view, search: view.search && `?${view.search}` }));
  return (
    <nav class="tabs view-tabs" aria-label={t('views.label')}>
      <For each={builtInViews}>
        {({ name, search }) => (
          <Tab {...props} view={search} isCounted>
            {t(name)}
          </Tab>
        )}
      </For>
      <For each={own()}>
        {(view) => (
          <Tab {...props} view={view.search}>
            <bdi>{view.name}</bdi>
            <Show when={view.isShared}>
              <span class="muted">{t('views.shared')}</span>
            </Show>
          </Tab>
        )}
      </For>
    </nav>
  );
}

// So many are counted; of more it is said that there are more.
const mostCounted = 99;

/** A view and how many are in it; of saved ones there may be many, which are not all counted for each look. */
function Tab(props: ParentProps<ViewTabsProps & { readonly view: string; readonly isCounted?: boolean }>) {
  const { t, me, text, now } = useHr();
  const today = createMemo(() => text().dateOf(now()));
  const asked = createMemo(() => {
    const params = Object.fromEntries(new URLSearchParams(props.view));
    return askedBy(listStateFrom(params), { zone: me().zone, today: today() });
  });
  const matching = useQuery(() => ({ ...matchingQuery(asked(), mostCounted), enabled: props.isCounted === true }));
  const said = () => {
    const found = dataOf(matching);
    return found && t(found.isMore ? 'list.count.least' : 'list.count', { count: found.count });
  };
  return (
    <a
      class="tab"
      href={`${props.here}${props.view}`}
      aria-current={props.view === props.search ? 'page' : undefined}
      title={said()}
    >
      {props.children}
      {/* Its place is kept, so that the tabs beside it stay where they are. */}
      <Show when={props.isCounted}>
        <span class="rail-count" classList={{ 'count-later': dataOf(matching) === undefined }} aria-hidden="true">
          {dataOf(matching)?.count ?? 0}
          {dataOf(matching)?.isMore ? '+' : ''}
        </span>
      </Show>
    </a>
  );
}
