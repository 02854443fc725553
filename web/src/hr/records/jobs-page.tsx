import { useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { Each } from '../shell/each.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { JobDialog } from './job-form.tsx';
import { ArchivedSelect, NameCell, OpenText, RecordPages, RecordTable } from './record-list.tsx';
import { jobsPageQuery, type ListedJob, pageSize, type RecordsState } from './records.queries.ts';
import { recordsSearch, recordsStateFrom } from './records-state.models.ts';

const here = '/hr/jobs';

/** `/hr/jobs`: what people are interviewed for, with what is open. */
export function JobsPage() {
  const { may } = useHr();
  return (
    <Show when={may('jobs:read')} fallback={<NotForYourRole />}>
      <Jobs />
    </Show>
  );
}

function Jobs() {
  const { t, may } = useHr();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const state = createMemo(() => recordsStateFrom(search));
  const jobs = useQuery(() => jobsPageQuery(state()));
  const [isAdding, setAdding] = createSignal(false);
  const show = (next: RecordsState) => navigate(`${here}${recordsSearch(next)}`, { scroll: false });
  return (
    <>
      <PageHead
        title={t('jobs.title')}
        aside={
          <Show when={may('jobs:write')}>
            <button type="button" class="button button-primary" onClick={() => setAdding(true)}>
              <Glyph name="plus" />
              {t('jobs.add')}
            </button>
          </Show>
        }
      />
      <p class="muted page-lead">{t('jobs.lead')}</p>
      <div class="record-tools">
        <ArchivedSelect state={state()} onChange={show} />
      </div>
      <Panel query={jobs} skeleton={<RowsSkeleton rows={8} />}>
        {(rows) => (
          <div aria-busy={jobs.isPlaceholderData}>
            <Show when={rows().length > 0} fallback={<NoJobs isArchived={state().archived} />}>
              <RecordTable
                caption={t('jobs.title')}
                heads={[
                  t('jobs.col.title'),
                  t('jobs.col.where'),
                  t('jobs.col.open'),
                  t('jobs.col.invited'),
                  t('jobs.col.booked'),
                ]}
              >
                <Each of={rows()} by={({ jobId }) => jobId}>
                  {(job) => <JobRow job={job()} />}
                </Each>
              </RecordTable>
            </Show>
            <RecordPages
              path={here}
              state={state()}
              nextCursor={rows().length === pageSize ? (rows().at(-1)?.jobId ?? null) : null}
            />
          </div>
        )}
      </Panel>
      <JobDialog isOpen={isAdding()} job={null} onClose={() => setAdding(false)} />
    </>
  );
}

function JobRow(props: { readonly job: ListedJob }) {
  const { t, text } = useHr();
  const where = () => [props.job.department, props.job.location].filter((part) => part !== null);
  return (
    <tr>
      <NameCell href={`${here}/${props.job.jobId}`} name={props.job.title} />
      <td class="muted">{text().formats.list(where())}</td>
      <td data-head={t('jobs.col.open')}>
        <OpenText interviews={props.job.interviews} />
      </td>
      <td>{t('records.invited', { count: props.job.interviews?.invited ?? 0 })}</td>
      <td>{t('records.booked', { count: props.job.interviews?.booked ?? 0 })}</td>
    </tr>
  );
}

function NoJobs(props: { readonly isArchived: boolean }) {
  const { t } = useHr();
  return (
    <EmptyState
      glyph="box"
      title={t(props.isArchived ? 'jobs.empty.archived' : 'jobs.empty')}
      lead={t(props.isArchived ? 'jobs.empty.archived.lead' : 'jobs.empty.lead')}
    />
  );
}
