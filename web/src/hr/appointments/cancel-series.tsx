import { reasonCodes } from '@interlude/shared/reason-codes';
import { calledOff, type SeriesEnd, seriesEnds } from '@interlude/shared/series-end';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../api.ts';
import { createIntent } from '../../idempotency.ts';
import { ChoiceGroup, WordsField } from '../../ui/choice-group.tsx';
import type { InterviewDetail } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { DialogFoot, ProblemBanner } from '../shell/dialog-parts.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { keepFocus } from '../shell/keep-focus.ts';
import { reasonWord } from '../words/state-words.models.ts';

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
  const [code, setCode] = createSignal('');
  const [words, setWords] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  // From one that is over or called off itself nothing can be.
  const mayBegin = () => props.booking.actions.includes('cancel');
  const endedFrom = (begin: SeriesEnd) => calledOff(membersOf(props.series), props.booking.interviewId, begin);
  const times = () => {
    const ended = endedFrom(from());
    return membersOf(props.series).filter(({ id }) => ended.includes(id));
  };
  const sent = createSubmit(
    () => {
      const said = words().trim();
      const wish = {
        appointmentId: props.booking.interviewId,
        from: from(),
        reason: { code: code(), ...(said === '' ? {} : { text: said }) },
      };
      return api.appointments.cancelSeries.mutate({ ...wish, idempotencyKey: intent.keyFor(wish) });
    },
    async ({ cancelled }) => {
      intent.settled();
      props.onClose();
      say({ text: t('series.cancel.done', { count: cancelled.length }) });
      await Promise.all(['interviews', 'appointments'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      keepFocus();
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (code() !== '') void sent.submit();
  }

  return (
    <form class="stack" novalidate onSubmit={submit}>
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
      <ChoiceGroup
        legend={t('form.reason')}
        codes={reasonCodes.cancelByStaff}
        labelOf={(one) => reasonWord(one, t)}
        chosen={code()}
        onChoose={setCode}
        error={isTried() && code() === '' ? t('form.reason.missing') : null}
      />
      <WordsField label={t('form.reason.text')} value={words()} onInput={setWords} />
      <div class="means">
        <h3 class="means-title">{t('series.cancel.means')}</h3>
        <ul>
          <For each={times()}>{({ startsAt }) => <li>{text().fullWhen(startsAt)}</li>}</For>
        </ul>
        <p>{t('series.cancel.mails')}</p>
      </div>
      <ProblemBanner problem={sent.problem()} />
      <DialogFoot
        label={t('series.cancel.do', { count: times().length })}
        isBusy={sent.isBusy()}
        isDanger
        onClose={props.onClose}
      />
    </form>
  );
}
