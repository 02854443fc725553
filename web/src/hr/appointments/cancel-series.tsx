import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { calledOff, type SeriesEnd, seriesEnds } from '@interlude/shared/bundles/called-off';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import type { InterviewDetail } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { createAskedReason, ReasonFields } from '../shell/asked-reason.tsx';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';

type Series = NonNullable<InterviewDetail['series']>;

interface CancelSeriesProps {
  readonly booking: InterviewDetail;
  readonly series: Series;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks before several appointments are called off at once: from which on, why, and which they are. */
export function CancelSeries(props: CancelSeriesProps) {
  const { t } = useHr();
  return (
    <HrDialog isOpen={props.isOpen} onClose={props.onClose} title={t('series.cancel.ask')} isAlert>
      <CancelForm {...props} />
    </HrDialog>
  );
}

function membersOf({ all }: Series) {
  return all.map(({ interviewId: id, status, startsAt }) => ({ id, status, startsAt: Date.parse(startsAt ?? '') }));
}

function CancelForm(props: CancelSeriesProps) {
  const { t, text, say } = useHr();
  const queries = useQueryClient();
  const [from, setFrom] = createSignal<SeriesEnd>('all');
  const asked = createAskedReason();
  const intent = createIntent();
  // An appointment that is over or cancelled cannot be the first one to cancel.
  const mayBegin = () => props.booking.actions.includes('cancel');
  const endedFrom = (begin: SeriesEnd) => calledOff(membersOf(props.series), props.booking.interviewId, begin);
  const times = () => {
    const ended = endedFrom(from());
    return membersOf(props.series).filter(({ id }) => ended.includes(id));
  };
  const sent = createSubmit(
    () => {
      const wish = {
        appointmentId: props.booking.interviewId,
        from: from(),
        reason: asked.reason(),
      };
      return api.appointments.cancelSeries.mutate({ ...wish, idempotencyKey: intent.keyFor(wish) });
    },
    async ({ cancelled }) => {
      intent.settled();
      props.onClose();
      say({ text: t('series.cancel.done', { count: cancelled.length }) });
      await Promise.all(['interviews', 'appointments'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  );

  return (
    <DialogForm
      onSubmit={() => asked.submit(sent.submit)}
      onClose={props.onClose}
      label={t('series.cancel.do', { count: times().length })}
      isBusy={sent.isBusy()}
      isDanger
      problem={sent.problem()}
    >
      <Show when={mayBegin()}>
        <ChoiceGroup
          legend={t('series.cancel.from')}
          codes={seriesEnds}
          labelOf={(end) => t(`series.cancel.${end}`, { count: endedFrom(end).length })}
          chosen={from()}
          onChoose={setFrom}
          error={null}
        />
      </Show>
      <ReasonFields asked={asked} codes={reasonCodes.cancelByStaff} />
      <div class="means">
        <h3 class="means-title">{t('series.cancel.means')}</h3>
        <ul>
          <For each={times()}>{({ startsAt }) => <li>{text().fullWhen(startsAt)}</li>}</For>
        </ul>
        <p>{t('series.cancel.mails')}</p>
      </div>
    </DialogForm>
  );
}
