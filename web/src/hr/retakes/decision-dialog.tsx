import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createMemo, For, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import { type InterviewDetail, interviewQuery, timelineQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { createAskedReason, ReasonFields } from '../shell/asked-reason.tsx';
import { dataOf } from '../shell/data-of.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { firstCompletionOf } from '../timeline/timeline.models.ts';
import { type Decision, decisionCodesOf, issuesAtOf } from './retakes.models.ts';
import type { RetakeRequest } from './retakes.queries.ts';

interface Asked {
  readonly request: RetakeRequest;
  readonly decision: Decision;
}

interface DecisionDialogProps {
  readonly asked: Asked | null;
  readonly onClose: () => void;
}

/** Asks for the reason of a decision and says, with dates, what it brings about. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { t } = useHr();
  const shown = createMemo<Asked | null>((before) => props.asked ?? before, null);
  return (
    <HrDialog
      isOpen={props.asked !== null}
      onClose={props.onClose}
      title={t(`retakes.${shown()?.decision ?? 'approve'}.ask`)}
      isAlert
    >
      <Show when={shown()} keyed>
        {(asked) => <DecisionForm asked={asked} onClose={props.onClose} />}
      </Show>
    </HrDialog>
  );
}

type Decided = HrAnswers['retakes']['decide'];

function DecisionForm(props: { readonly asked: Asked; readonly onClose: () => void }) {
  const { t, text, say } = useHr();
  const queries = useQueryClient();
  const { request, decision } = props.asked;
  const asked = createAskedReason();
  const intent = createIntent();

  const sent = createSubmit(
    () => {
      const given = { requestId: request.requestId, decision, reason: asked.reason() };
      return api.retakes.decide.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
    },
    async (decided) => {
      intent.settled();
      tell(decided);
      props.onClose();
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['retakes'] }),
        queries.invalidateQueries({ queryKey: ['interviews'] }),
      ]);
    },
  );

  function tell(decided: Decided) {
    const { newInterviewId, issuesAt } = decided;
    if (newInterviewId !== undefined) {
      const link = { href: `/hr/interviews/${newInterviewId}`, text: t('retakes.open') };
      say({ text: t('retakes.done.issued'), link });
    } else if (issuesAt !== undefined) {
      say({ text: t('retakes.done.approved', { date: text().fullWhen(Date.parse(issuesAt)) }) });
    } else say({ text: t('retakes.done.rejected') });
  }

  return (
    <DialogForm
      onSubmit={() => asked.submit(sent.submit)}
      onClose={props.onClose}
      label={t(`retakes.${decision}.do`)}
      isBusy={sent.isBusy()}
      isDanger={decision === 'reject'}
      problem={sent.problem()}
    >
      <Means request={request} decision={decision} />
      <ReasonFields asked={asked} codes={decisionCodesOf(decision)} />
    </DialogForm>
  );
}

function Means(props: Asked) {
  const { t } = useHr();
  const { interviewId } = props.request.interview;
  const interview = useQuery(() => interviewQuery(interviewId));
  return (
    <div class="means">
      <h3 class="means-title">{t('means.title')}</h3>
      <Show when={props.decision === 'approve'} fallback={<RejectMeans request={props.request} />}>
        <Panel query={interview} skeleton={<RowsSkeleton rows={3} />}>
          {(detail) => <ApproveMeans interview={detail()} />}
        </Panel>
      </Show>
    </div>
  );
}

function RejectMeans(props: { readonly request: RetakeRequest }) {
  const { t } = useHr();
  const name = () => props.request.interview.candidate.name || t('means.candidate');
  return (
    <ul>
      <li>{t('retakes.reject.mail', { name: name() })}</li>
      <li>{t('retakes.reject.again')}</li>
    </ul>
  );
}

function ApproveMeans(props: { readonly interview: InterviewDetail }) {
  const { t, text, now } = useHr();
  const timeline = useQuery(() => timelineQuery(props.interview.interviewId));
  const lines = () => {
    const events = dataOf(timeline)?.events;
    if (events === undefined) return [];
    const at = issuesAtOf(props.interview, firstCompletionOf(events), now());
    const name = props.interview.candidate.name || t('means.candidate');
    return [
      at === null
        ? t('retakes.approve.now', { name })
        : t('retakes.approve.later', { name, date: text().fullWhen(at) }),
      t('retakes.approve.same'),
      t('retakes.approve.archive'),
      ...(props.interview.candidate.mailBounces ? [t('means.suppressed')] : []),
    ];
  };
  return (
    <ul>
      <For each={lines()}>{(line) => <li>{line}</li>}</For>
    </ul>
  );
}
