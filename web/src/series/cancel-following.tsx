import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { calledOff } from '@interlude/shared/bundles/called-off';
import { createSignal, Show } from 'solid-js';
import { api } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { createReasonStep } from '../candidate/reason-step.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { ReasonChoice } from '../ui/reason-choice.tsx';

/** Calls off an appointment of a series and all after it, with one reason. */
export function CancelFollowing() {
  const { t } = useI18n();
  const { view } = useInterview();
  const [isOpen, setOpen] = createSignal(false);
  const count = () => {
    const all = view().appointment?.series?.all ?? [];
    const members = all.map(({ interviewId: id, status, startsAt }) => {
      return { id, status, startsAt: Date.parse(startsAt ?? '') };
    });
    return calledOff(members, view().interviewId, 'this_and_following').length;
  };
  return (
    <Show when={view().cancel.allowed && count() > 1}>
      <button
        type="button"
        class="button button-danger no-print justify-self-start"
        aria-expanded={isOpen()}
        onClick={() => setOpen(!isOpen())}
      >
        {t('series.cancel')}
      </button>
      <Show when={isOpen()}>
        <CancelForm count={count()} onKeep={() => setOpen(false)} />
      </Show>
    </Show>
  );
}

function CancelForm(props: { readonly count: number; readonly onKeep: () => void }) {
  const { t } = useI18n();
  const { view, text, accept } = useInterview();
  const step = createReasonStep(
    (input) => api.candidate.cancelSeries.mutate({ ...input, from: 'this_and_following' }),
    accept,
  );
  // Candidates cancel for another job offer; clients of a service do not.
  const codes = reasonCodes.cancelByCandidate.filter((code) => code !== 'accepted_other_offer');
  const labelOf = (code: string) => t(`reason.${codes.find((one) => one === code) ?? 'other'}`);
  return (
    <form class="card grid max-w-2xl gap-6" onSubmit={(event) => void step.submit(event)}>
      <p>{t('series.cancel.what', { count: props.count })}</p>
      <ReasonChoice
        legend={t('cancel.reason')}
        codes={codes}
        labelOf={labelOf}
        chosen={step.code()}
        onChoose={step.choose}
        error={step.isMissing() ? t('reason.missing') : null}
        textLabel={t('cancel.text')}
        text={step.text()}
        onText={step.setText}
      />
      <Show when={step.problem()}>
        {(problem) => (
          <Banner tone="bad" role="alert">
            {problemText(problem(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <div class="flex flex-wrap gap-3">
        <button type="submit" class="button button-danger" aria-disabled={step.isBusy()}>
          {step.isBusy() ? t('cancel.doing') : t('series.cancel.do', { count: props.count })}
        </button>
        <button type="button" class="button" onClick={props.onKeep}>
          {t('cancel.keep')}
        </button>
      </div>
    </form>
  );
}
