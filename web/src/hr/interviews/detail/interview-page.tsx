import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, For, Show } from 'solid-js';
import { Banner } from '../../../ui/banner.tsx';
import { appointmentHrDictionary, OtherHrWords } from '../../appointments/appointment-hr-words.tsx';
import { PaymentSection } from '../../appointments/payment-section.tsx';
import { RetakeSection } from '../../retakes/retake-section.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { Each } from '../../shell/each.tsx';
import { Glyph } from '../../shell/glyph.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { EmptyState, Panel } from '../../shell/panel.tsx';
import { TimelineSection } from '../../timeline/timeline-section.tsx';
import { WhyNotSection } from '../../why/why-not-section.tsx';
import { enOfGroups } from '../../words/en-groups.ts';
import { hrDictionary } from '../../words/hr-dictionary.ts';
import { attentionKind } from '../../words/state-words.models.ts';
import { ActionBar } from '../actions/action-bar.tsx';
import { type InterviewDetail, interviewQuery } from '../interviews.queries.ts';
import { AssignmentSection } from '../panel/assignment-section.tsx';
import { DeclineSeat } from '../panel/decline-seat.tsx';
import { DropOutSection } from '../panel/drop-out-section.tsx';
import { EntrySection } from '../panel/entry-section.tsx';
import { SeatsSection } from '../panel/seats-section.tsx';
import { StatusChip } from '../status-chip.tsx';
import { BookingLink } from './booking-link.tsx';
import { BundleSection } from './bundle-section.tsx';
import { InterviewFacts } from './interview-facts.tsx';
import { MovedClocks } from './moved-clocks.tsx';
import { SessionSection } from './session-section.tsx';
import { WhenBar } from './when-bar.tsx';

/** `/hr/interviews/:id`: state and actions, one timeline, and the facts in a column of their own. */
export function InterviewPage(props: { readonly interviewId: string }) {
  const interview = useQuery(() => interviewQuery(props.interviewId));
  return (
    <Panel query={interview} isPage missing={<Missing />}>
      {(detail) => (
        <OtherHrWords words={wordsFor(detail())}>
          <Detail interview={detail()} />
        </OtherHrWords>
      )}
    </Panel>
  );
}

const groupHrDictionary = { ...hrDictionary, ...enOfGroups };

function wordsFor({ kind, appointment }: InterviewDetail) {
  if (kind === 'group') return groupHrDictionary;
  return appointment === null ? null : appointmentHrDictionary;
}

function Missing() {
  const { t } = useHr();
  return (
    <>
      <PageHead title={t('detail.missing.title')} />
      <EmptyState glyph="list" title={t('detail.missing')} lead="">
        <A class="button" href="/hr/interviews">
          {t('hr.unknown.back')}
        </A>
      </EmptyState>
    </>
  );
}

function Detail(props: { readonly interview: InterviewDetail }) {
  const { t, may } = useHr();
  const interview = () => props.interview;
  const isForRetake = () => {
    const { appointment, status, retake } = interview();
    return may('retakes:read') && appointment === null && (status === 'completed' || retake !== null);
  };
  const title = () => {
    const { kind, candidate, jobTitle } = interview();
    if (kind === 'group') return t('group.page', { title: jobTitle });
    return candidate.name === ''
      ? t('detail.title.hidden', { job: jobTitle })
      : t('detail.title', { name: candidate.name, job: jobTitle });
  };
  return (
    <>
      <PageHead
        title={title()}
        above={
          <p class="crumb">
            <A class="link" href={interview().appointment ? '/hr/appointments' : '/hr/interviews'}>
              {t('detail.crumb')}
            </A>
          </p>
        }
        aside={<StatusChip status={interview().status} outcome={interview().outcome} />}
      />
      <Notices interview={interview()} />
      <div class="detail">
        <div class="detail-main">
          <WhenBar interview={interview()} />
          <DropOutSection interview={interview()} />
          <EntrySection interview={interview()} />
          <ActionBar interview={interview()} />
          <SeatsSection interview={interview()} />
          <DeclineSeat interview={interview()} />
          <Show when={isForRetake()}>
            <RetakeSection interview={interview()} />
          </Show>
          <Show when={interview().assignment}>{(assignment) => <AssignmentSection assignment={assignment()} />}</Show>
          <WhyNotSection of={{ interviewId: interview().interviewId }} />
          <TimelineSection interviewId={interview().interviewId} />
        </div>
        <aside class="detail-side" aria-label={t('detail.facts')}>
          <PaymentSection booking={interview()} />
          <InterviewFacts interview={interview()} />
          <SessionSection interview={interview()} />
          <BundleSection interview={interview()} />
          <Attempts interview={interview()} />
          <Show when={interview().workflowUrl}>
            {(url) => (
              <a class="link side-link" href={url()} target="_blank" rel="noreferrer">
                <Glyph name="flow" />
                {t('detail.workflow')}
                <Glyph name="external" />
                <span class="sr-only">{t('hr.newTab')}</span>
              </a>
            )}
          </Show>
        </aside>
      </div>
    </>
  );
}

function Notices(props: { readonly interview: InterviewDetail }) {
  const { t } = useHr();
  const causes = createMemo(() => [...new Set(props.interview.marks.map(({ cause }) => cause))]);
  return (
    <>
      <Show when={props.interview.replacedBy}>
        {(id) => (
          <Banner tone="info">
            {t('detail.replaced')}{' '}
            <A class="link" href={`/hr/interviews/${id()}`}>
              {t('detail.replaced.open')}
            </A>
          </Banner>
        )}
      </Show>
      <For each={causes()}>
        {(cause) => (
          <Banner tone="bad">
            {t(`${props.interview.mayAct ? 'detail.attention' : 'attention'}.${attentionKind(cause)}`)}
            <Show when={cause === 'clock_changed'}>
              <MovedClocks interview={props.interview} />
            </Show>
          </Banner>
        )}
      </For>
      <Show when={props.interview.candidate.mailBounces}>
        <Banner tone="warn">{t('detail.suppressed')}</Banner>
      </Show>
    </>
  );
}

function Attempts(props: { readonly interview: InterviewDetail }) {
  const { t, text } = useHr();
  return (
    <Show when={props.interview.attempts.length > 1}>
      <section aria-labelledby="attempts-title" class="side-section">
        <h2 id="attempts-title" class="side-title">
          {t('detail.attempts')}
        </h2>
        <ol class="attempts">
          <Each of={props.interview.attempts} by={({ interviewId }) => interviewId}>
            {(attempt) => (
              <li>
                <BookingLink
                  to={`/hr/interviews/${attempt().interviewId}`}
                  isHere={attempt().interviewId === props.interview.interviewId}
                >
                  {t('detail.attempt', { count: attempt().attempt })}
                </BookingLink>
                <Show when={attempt().startsAt}>
                  {(at) => <span class="muted">{text().shortDay(Date.parse(at()))}</span>}
                </Show>
                <StatusChip status={attempt().status} outcome={attempt().outcome} />
              </li>
            )}
          </Each>
        </ol>
      </section>
    </Show>
  );
}
