import { A, useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, Show } from 'solid-js';
import { AttentionPanel } from '../../queue/attention-panel.tsx';
import { retakesQuery } from '../../retakes/retakes.queries.ts';
import { useHr } from '../../session/hr-context.tsx';
import { dataOf } from '../../shell/data-of.ts';
import { Glyph } from '../../shell/glyph.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { EmptyState, Panel, RowsSkeleton } from '../../shell/panel.tsx';
import { interviewsQuery, type ListState } from '../interviews.queries.ts';
import { InterviewFilters } from './interview-filters.tsx';
import { InterviewTable } from './interview-table.tsx';
import { isFiltered, listSearch, listStateFrom } from './list-state.models.ts';

const here = '/hr/interviews';

/** `/hr/interviews`: what waits for somebody, then the list; every filter and page is in the address. */
export function InterviewsPage() {
  const { t, may } = useHr();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const state = createMemo(() => listStateFrom(search));
  const list = useQuery(() => interviewsQuery(state()));
  const show = (next: ListState) => navigate(`${here}${listSearch(next)}`, { scroll: false });
  return (
    <>
      <PageHead
        title={t('list.title')}
        aside={
          <Show when={may('interviews:write')}>
            <A class="button button-primary" href="/hr/invite">
              <Glyph name="plus" />
              {t('hr.nav.invite')}
            </A>
          </Show>
        }
      />
      <Waiting />
      <InterviewFilters state={state()} onChange={show} />
      <Panel query={list} skeleton={<RowsSkeleton rows={10} />}>
        {(page) => (
          <div aria-busy={list.isPlaceholderData}>
            <Show
              when={page().interviews.length > 0}
              fallback={<NoInterviews state={state()} hasMore={page().nextCursor !== null} onChange={show} />}
            >
              <InterviewTable rows={page().interviews} />
            </Show>
            <Pages state={state()} count={page().interviews.length} nextCursor={page().nextCursor} />
          </div>
        )}
      </Panel>
    </>
  );
}

function Waiting() {
  const { may } = useHr();
  return (
    <>
      <Show when={may('retakes:read')}>
        <WaitingRetakes />
      </Show>
      <AttentionPanel of="interviews" />
    </>
  );
}

function WaitingRetakes() {
  const { t } = useHr();
  const pending = useQuery(() => retakesQuery('pending'));
  const count = () => dataOf(pending)?.requests.length ?? 0;
  return (
    <Show when={count() > 0}>
      <p class="waiting tone-info">
        <Glyph name="repeat" />
        <A class="link" href="/hr/retakes">
          {t('list.retakes', { count: count() })}
        </A>
      </p>
    </Show>
  );
}

interface NoInterviewsProps {
  readonly state: ListState;
  readonly hasMore: boolean;
  readonly onChange: (state: ListState) => void;
}

function NoInterviews(props: NoInterviewsProps) {
  const { t, may } = useHr();
  return (
    <Show
      when={isFiltered(props.state) || props.state.cursor !== null || props.hasMore}
      fallback={
        <EmptyState glyph="list" title={t('list.empty')} lead={t('list.empty.lead')}>
          <Show when={may('interviews:write')}>
            <A class="button button-primary" href="/hr/invite">
              {t('invite.title')}
            </A>
          </Show>
        </EmptyState>
      }
    >
      <EmptyState glyph="list" title={t('list.none')} lead={t(props.hasMore ? 'list.pageEmpty' : 'list.none.lead')}>
        <button
          type="button"
          class="button"
          onClick={() => props.onChange({ statuses: [], jobId: null, cursor: null })}
        >
          {t('list.clear')}
        </button>
      </EmptyState>
    </Show>
  );
}

interface PagesProps {
  readonly state: ListState;
  readonly count: number;
  readonly nextCursor: string | null;
}

function Pages(props: PagesProps) {
  const { t } = useHr();
  const at = (cursor: string | null) => `${here}${listSearch({ ...props.state, cursor })}`;
  return (
    <div class="pages">
      <span class="muted" role="status">
        {t('list.count', { count: props.count })}
      </span>
      <Show when={props.count > 0}>
        <span class="pages-hint muted">{t('list.hint')}</span>
      </Show>
      <Show when={props.state.cursor !== null || props.nextCursor !== null}>
        <nav class="pages-nav" aria-label={t('list.pages')}>
          <Show when={props.state.cursor !== null}>
            <A class="button" href={at(null)}>
              {t('list.newest')}
            </A>
          </Show>
          <Show when={props.nextCursor}>
            {(cursor) => (
              <A class="button" href={at(cursor())}>
                {t('list.older')}
              </A>
            )}
          </Show>
        </nav>
      </Show>
    </div>
  );
}
