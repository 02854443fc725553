import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { interviewQuery } from '../interviews/interviews.queries.ts';
import { StatusChip } from '../interviews/status-chip.tsx';
import { useHr } from '../session/hr-context.tsx';
import { Each } from '../shell/each.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { ZonedTime } from '../shell/zoned-time.tsx';
import { reasonWord } from '../words/state-words.models.ts';
import type { Decision } from './retakes.models.ts';
import type { RetakeRequest } from './retakes.queries.ts';

interface RetakeCardProps {
  readonly request: RetakeRequest;
  readonly onDecide: (decision: Decision) => void;
}

/** One request: who asks for what and why, what came before, and the decision or who may take it. */
export function RetakeCard(props: RetakeCardProps) {
  const { t } = useHr();
  const interview = () => props.request.interview;
  return (
    <article class="card retake" aria-labelledby={`retake-${props.request.requestId}`}>
      <div class="retake-head">
        <h2 id={`retake-${props.request.requestId}`} class="retake-name">
          <A class="row-link" href={`/hr/interviews/${interview().interviewId}`}>
            <bdi>{interview().candidate.name || t('list.hidden', { id: interview().interviewId.slice(-6) })}</bdi>
          </A>
          <span class="muted">{interview().jobTitle}</span>
        </h2>
        <span class="muted">
          {t('retakes.of', {
            count: interview().attempt,
            outcome: t(`outcome.${interview().outcome ?? 'pending'}`).toLowerCase(),
          })}
        </span>
      </div>
      <Asked request={props.request} />
      <History interviewId={interview().interviewId} isOpen={props.request.state === 'pending'} />
      <Decided {...props} />
    </article>
  );
}

function Asked(props: { readonly request: RetakeRequest }) {
  const { t, text, now } = useHr();
  const by = () =>
    props.request.requestedByMe ? 'me' : props.request.requestedBy === 'candidate' ? 'candidate' : 'staff';
  return (
    <div class="retake-asked">
      <p>
        <strong>{reasonWord(props.request.reason.code, t)}</strong>
        <Show when={props.request.reason.text}>
          <span class="quote">{props.request.reason.text}</span>
        </Show>
      </p>
      <p class="muted">
        {t('retakes.asked', { when: text().distance(now(), Date.parse(props.request.createdAt)) })}{' '}
        {t(`retakes.by.${by()}`)}
        <Show when={props.request.state === 'pending'}>
          {', '}
          {t('retakes.lapses', { when: text().distance(now(), Date.parse(props.request.expiresAt)) })}
        </Show>
      </p>
    </div>
  );
}

function History(props: { readonly interviewId: string; readonly isOpen: boolean }) {
  const { t } = useHr();
  const [isOpen, setOpen] = createSignal(props.isOpen);
  return (
    <details open={props.isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="summary">{t('retakes.history')}</summary>
      <Show when={isOpen()}>
        <AttemptsSoFar interviewId={props.interviewId} />
      </Show>
    </details>
  );
}

function AttemptsSoFar(props: { readonly interviewId: string }) {
  const { t } = useHr();
  const interview = useQuery(() => interviewQuery(props.interviewId));
  return (
    <Panel query={interview} skeleton={<RowsSkeleton rows={1} />}>
      {(detail) => (
        <ol class="attempts">
          <Each of={detail().attempts} by={({ interviewId }) => interviewId}>
            {(attempt) => (
              <li>
                <A class="link" href={`/hr/interviews/${attempt().interviewId}`}>
                  {t('detail.attempt', { count: attempt().attempt })}
                </A>
                <Show when={attempt().startsAt}>{(at) => <ZonedTime at={at()} style="short" />}</Show>
                <StatusChip status={attempt().status} outcome={attempt().outcome} />
              </li>
            )}
          </Each>
        </ol>
      )}
    </Panel>
  );
}

function Decided(props: RetakeCardProps) {
  const { t, may } = useHr();
  return (
    <Switch fallback={<Outcome request={props.request} />}>
      <Match when={props.request.state === 'pending' && !may('retakes:decide')}>
        <p class="muted">{t('retakes.why.read')}</p>
      </Match>
      <Match when={props.request.mayNotDecide === 'approver_is_requester'}>
        <p class="why">{t('retakes.why.approver_is_requester')}</p>
      </Match>
      <Match when={props.request.state === 'pending'}>
        <div class="action-row">
          <button
            type="button"
            class="button button-primary"
            aria-haspopup="dialog"
            onClick={() => props.onDecide('approve')}
          >
            {t('retakes.approve')}
          </button>
          <button type="button" class="button" aria-haspopup="dialog" onClick={() => props.onDecide('reject')}>
            {t('retakes.reject')}
          </button>
        </div>
      </Match>
    </Switch>
  );
}

function Outcome(props: { readonly request: RetakeRequest }) {
  const { t, text } = useHr();
  return (
    <div class="retake-asked">
      <Show when={props.request.decisionReason}>
        {(reason) => (
          <p>
            {t('retakes.decision')}: <strong>{reasonWord(reason().code, t)}</strong>
            <Show when={reason().text}>
              <span class="quote">{reason().text}</span>
            </Show>
          </p>
        )}
      </Show>
      <p class="muted">
        <Show when={props.request.decidedAt}>
          {(at) => t('retakes.decided', { when: text().when(Date.parse(at())) })}
        </Show>
      </p>
      <Show when={props.request.state === 'approved' && props.request.issuesAt}>
        {(at) => <p>{t('retakes.issuesAt', { date: text().fullWhen(Date.parse(at())) })}</p>}
      </Show>
      <Show when={props.request.newInterviewId}>
        {(id) => (
          <p>
            {t('retakes.issued')}{' '}
            <A class="link" href={`/hr/interviews/${id()}`}>
              {t('retakes.open')}
            </A>
          </p>
        )}
      </Show>
    </div>
  );
}
