import { useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createEffect, createMemo, on, Show } from 'solid-js';
import { lazyCode } from '../../../ui/lazy-part.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { dataOf } from '../../shell/data-of.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { ExportButton } from './export-button.tsx';
import { InterviewFilters } from './interview-filters.tsx';
import { InterviewTable } from './interview-table.tsx';
import { askedBy, matchingQuery } from './list.queries.ts';
import { type ListState, listSearch, listStateFrom } from './list-state.models.ts';
import { createSelection, mostChosen } from './selection.ts';
import { ViewTabs } from './view-tabs.tsx';

const here = '/hr/interviews';
const BulkBar = lazyCode(async () => (await import('./bulk-bar.tsx')).BulkBar);
const ViewTools = lazyCode(async () => (await import('./view-tools.tsx')).ViewTools);

/** `/hr/interviews`: the list; its view, filters and order are in the address. */
export function InterviewsPage() {
  const { t, me, text, now, say } = useHr();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const state = createMemo(() => listStateFrom(params));
  const search = createMemo(() => listSearch(state()));
  const today = createMemo(() => text().dateOf(now()));
  const asked = createMemo(() => askedBy(state(), { zone: me().zone, today: today() }));
  const matching = useQuery(() => matchingQuery(asked()));
  const selection = createSelection(() => say({ text: t('bulk.full', { count: mostChosen }) }));
  const show = (next: ListState, replace = false) => navigate(`${here}${listSearch(next)}`, { scroll: false, replace });
  // What is chosen is what is seen: another list begins with nothing.
  createEffect(on(search, () => selection.clear(), { defer: true }));
  return (
    <>
      <PageHead
        title={t('list.title')}
        aside={
          <>
            <ViewTools search={search()} />
            <ExportButton asked={asked()} />
          </>
        }
      />
      <ViewTabs search={search()} here={here} />
      <InterviewFilters state={state()} count={dataOf(matching)} onChange={show} />
      <InterviewTable state={state()} asked={asked()} today={today()} selection={selection} onChange={show} />
      <Show when={selection.chosen().size > 0}>
        <BulkBar selection={selection} matching={dataOf(matching)} />
      </Show>
    </>
  );
}
