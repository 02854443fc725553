import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import { type InterviewDetail, timelineQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { createAskedReason, ReasonFields } from '../shell/asked-reason.tsx';
import { dataOf } from '../shell/data-of.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { firstCompletionOf } from '../timeline/timeline.models.ts';
import { issuesAtOf } from './retakes.models.ts';

interface RequestDialogProps {
  readonly interview: InterviewDetail;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks for another attempt on behalf of the company; somebody else decides. */
export function RequestDialog(props: RequestDialogProps) {
  const { t } = useHr();
  return (
    <HrDialog isOpen={props.isOpen} onClose={props.onClose} title={t('ask.requestRetake')} isAlert>
      <Show when={props.isOpen}>
        <RequestForm interview={props.interview} onClose={props.onClose} />
      </Show>
    </HrDialog>
  );
}

function RequestForm(props: { readonly interview: InterviewDetail; readonly onClose: () => void }) {
  const { t, text, now, say } = useHr();
  const queries = useQueryClient();
  const timeline = useQuery(() => timelineQuery(props.interview.interviewId));
  const asked = createAskedReason();
  const intent = createIntent();
  const sent = createSubmit(
    () => {
      const given = {
        interviewId: props.interview.interviewId,
        reason: asked.reason(),
      };
      return api.retakes.request.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
    },
    async () => {
      intent.settled();
      say({ text: t('done.requestRetake'), link: { href: '/hr/retakes', text: t('retake.queue') } });
      props.onClose();
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['retakes'] }),
        queries.invalidateQueries({ queryKey: ['interviews'] }),
      ]);
    },
  );
  const lines = () => {
    const events = dataOf(timeline)?.events;
    const at = events === undefined ? null : issuesAtOf(props.interview, firstCompletionOf(events), now());
    return [
      ...(props.interview.policy.retake.twoPerson ? [t('means.retake.twoPerson')] : []),
      at === null ? t('means.retake.now') : t('means.retake.later', { date: text().fullWhen(at) }),
      t('means.retake.kept'),
    ];
  };

  return (
    <DialogForm
      onSubmit={() => asked.submit(sent.submit)}
      onClose={props.onClose}
      label={t('do.requestRetake')}
      isBusy={sent.isBusy()}
      problem={sent.problem()}
    >
      <ReasonFields asked={asked} codes={reasonCodes.retake} />
      <div class="means">
        <h3 class="means-title">{t('means.title')}</h3>
        <ul>
          <For each={lines()}>{(line) => <li>{line}</li>}</For>
        </ul>
      </div>
    </DialogForm>
  );
}
