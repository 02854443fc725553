import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { StatusChip } from '../interviews/status-chip.tsx';
import { peopleQuery } from '../invite/invite.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Each } from '../shell/each.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { UnknownPage } from '../shell/unknown-page.tsx';
import { ArchiveButton } from './archive-button.tsx';
import { JobDialog } from './job-form.tsx';
import { NotesSection } from './notes-section.tsx';
import { Fact, MoreOf, NameCell, RecordTable } from './record-list.tsx';
import { type Job, jobApplicationsQuery, jobInterviewsQuery, jobQuery } from './records.queries.ts';
import { invitePath } from './records-state.models.ts';

/** `/hr/jobs/:jobId`: one job with who applied and every interview for it. */
export function JobPage(props: { readonly jobId: string }) {
  const { may } = useHr();
  return (
    <Show when={may('jobs:read')} fallback={<NotForYourRole />}>
      <JobPanel jobId={props.jobId} />
    </Show>
  );
}

function JobPanel(props: { readonly jobId: string }) {
  const job = useQuery(() => jobQuery(props.jobId));
  return (
    <Panel query={job} isPage missing={<UnknownPage />}>
      {(known) => <JobDetail job={known()} />}
    </Panel>
  );
}

function JobDetail(props: { readonly job: Job }) {
  const { t, may } = useHr();
  const [isEditing, setEditing] = createSignal(false);
  return (
    <>
      <PageHead
        title={props.job.title}
        above={
          <p class="crumb">
            <A class="link" href="/hr/jobs">
              {t('jobs.title')}
            </A>
          </p>
        }
        aside={
          <Show when={may('jobs:write')}>
            <button type="button" class="button" onClick={() => setEditing(true)}>
              {t('records.edit')}
            </button>
            <ArchiveButton
              about={{ kind: 'job', id: props.job.jobId }}
              name={props.job.title}
              isArchived={props.job.archived}
            />
          </Show>
        }
      />
      <Show when={props.job.archived}>
        <Banner tone="info">{t('records.isArchived.job')}</Banner>
      </Show>
      <div class="detail">
        <div class="detail-main">
          <Applications job={props.job} />
          <Interviews job={props.job} />
        </div>
        <div class="detail-side">
          <Facts job={props.job} />
          <NotesSection about={{ kind: 'job', id: props.job.jobId }} />
        </div>
      </div>
      <JobDialog isOpen={isEditing()} job={props.job} onClose={() => setEditing(false)} />
    </>
  );
}

function Applications(props: { readonly job: Job }) {
  const { t, may } = useHr();
  const [cursor, setCursor] = createSignal<string | null>(null);
  const applications = useQuery(() => jobApplicationsQuery(props.job.jobId, cursor()));
  const mayInvite = () => may('interviews:write') && !props.job.archived;
  const inviteHref = (application: string) => invitePath({ job: props.job.jobId, application });
  return (
    <section class="stack" aria-labelledby="job-applications">
      <div class="action-row">
        <h2 id="job-applications" class="hr-h2 flex-1">
          {t('jobs.applications')}
        </h2>
        <Show when={mayInvite()}>
          <A class="button button-primary" href={invitePath({ job: props.job.jobId })}>
            <Glyph name="plus" />
            {t('records.inviteSomebody')}
          </A>
        </Show>
      </div>
      <Panel query={applications} skeleton={<RowsSkeleton rows={3} />}>
        {(page) => (
          <>
            <Show when={page().applications.length > 0} fallback={<p class="muted">{t('jobs.applications.none')}</p>}>
              <RecordTable
                caption={t('jobs.applications')}
                heads={[t('candidates.col.name'), t('candidates.email'), t('records.invite')]}
              >
                <Each of={page().applications} by={({ applicationId }) => applicationId}>
                  {(row) => (
                    <tr>
                      <NameCell href={`/hr/candidates/${row().candidate.candidateId}`} name={row().candidate.name} />
                      <td class="muted">{row().candidate.email}</td>
                      <td class="record-do">
                        <Show when={mayInvite() && !row().candidate.archived} fallback={<span class="muted">–</span>}>
                          <A
                            class="link"
                            href={inviteHref(row().applicationId)}
                            aria-label={`${t('records.invite')}: ${row().candidate.name}`}
                          >
                            {t('records.invite')}
                          </A>
                        </Show>
                      </td>
                    </tr>
                  )}
                </Each>
              </RecordTable>
            </Show>
            <MoreOf cursor={cursor()} nextCursor={page().nextCursor} onShow={setCursor} />
          </>
        )}
      </Panel>
    </section>
  );
}

function Interviews(props: { readonly job: Job }) {
  const { t, text } = useHr();
  const [cursor, setCursor] = createSignal<string | null>(null);
  const interviews = useQuery(() => jobInterviewsQuery(props.job.jobId, cursor()));
  return (
    <section class="stack" aria-labelledby="job-interviews">
      <h2 id="job-interviews" class="hr-h2">
        {t('jobs.interviews')}
      </h2>
      <Panel query={interviews} skeleton={<RowsSkeleton rows={3} />}>
        {(page) => (
          <>
            <Show when={page().interviews.length > 0} fallback={<p class="muted">{t('jobs.interviews.none')}</p>}>
              <RecordTable
                caption={t('jobs.interviews')}
                heads={[t('candidates.col.name'), t('list.col.when'), t('list.col.status')]}
              >
                <Each of={page().interviews} by={({ interviewId }) => interviewId}>
                  {(row) => (
                    <tr>
                      <NameCell href={`/hr/interviews/${row().interviewId}`} name={row().candidate.name}>
                        <Show when={row().attempt > 1}>
                          <span class="record-more">{t('candidates.attempt', { count: row().attempt })}</span>
                        </Show>
                      </NameCell>
                      <td>
                        <Show when={row().startsAt} fallback={t('candidates.noTime')}>
                          {(at) => text().when(Date.parse(at()))}
                        </Show>
                      </td>
                      <td>
                        <StatusChip status={row().status} outcome={row().outcome} />
                      </td>
                    </tr>
                  )}
                </Each>
              </RecordTable>
            </Show>
            <MoreOf cursor={cursor()} nextCursor={page().nextCursor} onShow={setCursor} />
          </>
        )}
      </Panel>
    </section>
  );
}

function Facts(props: { readonly job: Job }) {
  const { t, text } = useHr();
  const people = useQuery(peopleQuery);
  const owners = () =>
    (dataOf(people) ?? []).filter(({ personId }) => props.job.ownerIds.includes(personId)).map(({ name }) => name);
  const facts = ['department', 'location', 'industry'] as const;
  return (
    <section aria-labelledby="job-facts" class="side-section">
      <h2 id="job-facts" class="side-title">
        {t('records.facts')}
      </h2>
      <dl class="hr-facts">
        <For each={facts}>
          {(fact) => (
            <Fact name={t(`jobs.${fact}`)}>{props.job[fact] ?? <span class="muted">{t('records.none')}</span>}</Fact>
          )}
        </For>
        <Fact name={t('jobs.owners')}>
          <Show when={owners().length > 0} fallback={<span class="muted">{t('records.none')}</span>}>
            {text().formats.list(owners())}
          </Show>
        </Fact>
        <Fact name={t('fact.id')}>
          <code class="id">{props.job.jobId}</code>
        </Fact>
      </dl>
    </section>
  );
}
