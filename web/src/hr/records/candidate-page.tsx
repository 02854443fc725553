import { languageNames, languageOf } from '@interlude/shared/language/languages';
import { A, Navigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { StatusChip } from '../interviews/status-chip.tsx';
import { useHr } from '../session/hr-context.tsx';
import { Each } from '../shell/each.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { NotForYourRole, Panel } from '../shell/panel.tsx';
import { UnknownPage } from '../shell/unknown-page.tsx';
import { ArchiveButton } from './archive-button.tsx';
import { CandidateDialog } from './candidate-form.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { NotesSection } from './notes-section.tsx';
import { Fact, MoreOf } from './record-list.tsx';
import { type Candidate, candidateQuery } from './records.queries.ts';
import { invitePath } from './records-state.models.ts';

/** `/hr/candidates/:candidateId`: one person with applications, every attempt of every interview, and notes. */
export function CandidatePage(props: { readonly candidateId: string }) {
  const { may } = useHr();
  return (
    <Show when={may('jobs:read')} fallback={<NotForYourRole />}>
      <CandidatePanel candidateId={props.candidateId} />
    </Show>
  );
}

interface Shown {
  readonly candidate: Candidate;
  readonly cursor: string | null;
  readonly onShow: (cursor: string | null) => void;
}

function CandidatePanel(props: { readonly candidateId: string }) {
  const [cursor, setCursor] = createSignal<string | null>(null);
  const candidate = useQuery(() => candidateQuery(props.candidateId, cursor()));
  return (
    <Panel query={candidate} isPage missing={<UnknownPage />}>
      {(known) => (
        // The id of a record that was merged leads to the one that stayed.
        <Show
          when={known().candidateId === props.candidateId}
          fallback={<Navigate href={`/hr/candidates/${known().candidateId}`} />}
        >
          <CandidateDetail candidate={known()} cursor={cursor()} onShow={setCursor} />
        </Show>
      )}
    </Panel>
  );
}

function CandidateDetail(props: Shown) {
  const { t, may } = useHr();
  const [asked, setAsked] = createSignal<'edit' | 'merge' | null>(null);
  const about = () => ({ kind: 'candidate', id: props.candidate.candidateId }) as const;
  return (
    <>
      <PageHead
        title={props.candidate.name}
        above={
          <p class="crumb">
            <A class="link" href="/hr/candidates">
              {t('candidates.title')}
            </A>
          </p>
        }
        aside={
          <Show when={may('jobs:write')}>
            <button type="button" class="button" onClick={() => setAsked('edit')}>
              {t('records.edit')}
            </button>
            <button type="button" class="button" onClick={() => setAsked('merge')}>
              {t('merge.do')}
            </button>
            <ArchiveButton about={about()} name={props.candidate.name} isArchived={props.candidate.archived} />
          </Show>
        }
      />
      <Show when={props.candidate.archived}>
        <Banner tone="info">{t('records.isArchived.candidate')}</Banner>
      </Show>
      <Show when={props.candidate.mailBounces}>
        <Banner tone="warn">{t('candidates.bounces')}</Banner>
      </Show>
      <div class="detail">
        <div class="detail-main">
          <Applications candidate={props.candidate} />
          <Interviews {...props} />
        </div>
        <div class="detail-side">
          <Facts candidate={props.candidate} />
          <NotesSection about={about()} />
        </div>
      </div>
      <CandidateDialog isOpen={asked() === 'edit'} candidate={props.candidate} onClose={() => setAsked(null)} />
      <MergeDialog isOpen={asked() === 'merge'} candidate={props.candidate} onClose={() => setAsked(null)} />
    </>
  );
}

function Applications(props: { readonly candidate: Candidate }) {
  const { t, text, may } = useHr();
  const mayInvite = () => may('interviews:write') && !props.candidate.archived;
  const candidate = () => props.candidate.candidateId;
  return (
    <section class="stack" aria-labelledby="candidate-applications">
      <div class="action-row">
        <h2 id="candidate-applications" class="hr-h2 flex-1">
          {t('candidates.applications')}
        </h2>
        <Show when={mayInvite()}>
          <A class="button button-primary" href={invitePath({ candidate: candidate() })}>
            <Glyph name="plus" />
            {t('records.invite')}
          </A>
        </Show>
      </div>
      <Show
        when={props.candidate.applications.length > 0}
        fallback={<p class="muted">{t('candidates.applications.none')}</p>}
      >
        <ul class="notes">
          <Each of={props.candidate.applications} by={({ applicationId }) => applicationId}>
            {(application) => (
              <li class="action-row">
                <span class="min-w-0 flex-1">
                  <A class="row-link" href={`/hr/jobs/${application().job.jobId}`}>
                    <bdi>{application().job.title}</bdi>
                  </A>
                  <span class="record-more">
                    {text().shortDay(Date.parse(application().createdAt))}
                    <Show when={application().job.archived}>, {t('records.archived')}</Show>
                  </span>
                </span>
                <Show when={mayInvite() && !application().job.archived}>
                  <A
                    class="link"
                    href={invitePath({
                      job: application().job.jobId,
                      candidate: candidate(),
                      application: application().applicationId,
                    })}
                    aria-label={`${t('records.invite')}: ${application().job.title}`}
                  >
                    {t('records.invite')}
                  </A>
                </Show>
              </li>
            )}
          </Each>
        </ul>
      </Show>
    </section>
  );
}

type Attempt = Candidate['interviews'][number];

/** Every interview as a lineage: its attempts one after the other. */
function Interviews(props: Shown) {
  const { t } = useHr();
  const lineages = createMemo(() => [
    ...Map.groupBy(props.candidate.interviews, ({ lineageId }) => lineageId).values(),
  ]);
  return (
    <section class="stack" aria-labelledby="candidate-interviews">
      <h2 id="candidate-interviews" class="hr-h2">
        {t('candidates.interviews')}
      </h2>
      <Show when={lineages().length > 0} fallback={<p class="muted">{t('candidates.interviews.none')}</p>}>
        <ul class="lineages">
          <Each of={lineages()} by={([first]) => first?.lineageId ?? ''}>
            {(attempts) => <Lineage attempts={attempts()} />}
          </Each>
        </ul>
      </Show>
      <MoreOf cursor={props.cursor} nextCursor={props.candidate.nextCursor} onShow={props.onShow} />
    </section>
  );
}

function Lineage(props: { readonly attempts: readonly Attempt[] }) {
  const { t, text } = useHr();
  const when = ({ startsAt }: Attempt) =>
    startsAt === null ? t('candidates.noTime') : text().when(Date.parse(startsAt));
  return (
    <li class="card lineage">
      <h3 class="hr-h2">
        <bdi>{props.attempts[0]?.jobTitle}</bdi>
      </h3>
      <ol>
        <Each of={props.attempts} by={({ interviewId }) => interviewId}>
          {(attempt) => (
            <li>
              <A class="link" href={`/hr/interviews/${attempt().interviewId}`}>
                {t('candidates.attempt', { count: attempt().attempt })}
              </A>
              <span>{when(attempt())}</span>
              <StatusChip status={attempt().status} outcome={attempt().outcome} />
            </li>
          )}
        </Each>
      </ol>
    </li>
  );
}

function Facts(props: { readonly candidate: Candidate }) {
  const { t, text } = useHr();
  const language = () => {
    const known = props.candidate.locale === null ? null : languageOf([props.candidate.locale]);
    return known === null ? (props.candidate.locale ?? t('candidates.language.none')) : languageNames[known.language];
  };
  return (
    <section aria-labelledby="candidate-facts" class="side-section">
      <h2 id="candidate-facts" class="side-title">
        {t('records.facts')}
      </h2>
      <dl class="hr-facts">
        <Fact name={t('candidates.email')}>{props.candidate.email}</Fact>
        <Fact name={t('candidates.zone')}>
          {props.candidate.zone ?? <span class="muted">{t('candidates.zone.none')}</span>}
        </Fact>
        <Fact name={t('candidates.language')}>{language()}</Fact>
        <Fact name={t('candidates.since')}>{text().shortDay(Date.parse(props.candidate.createdAt))}</Fact>
        <Fact name={t('fact.id')}>
          <code class="id">{props.candidate.candidateId}</code>
        </Fact>
      </dl>
    </section>
  );
}
