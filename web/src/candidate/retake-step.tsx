import { reasonCodes } from '@interlude/shared/reason-codes';
import { A, useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { api } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { ReasonChoice } from '../ui/reason-choice.tsx';
import { useInterview } from './interview-context.tsx';
import { problemText } from './problem-text.ts';
import { createReasonStep } from './reason-step.ts';
import { RetakePanel } from './retake-panel.tsx';
import { StateTitle } from './state-title.tsx';

/** `/i/:id/retake`: whether it is possible stands before the form. */
export function RetakeStep() {
  const { t } = useI18n();
  const { view } = useInterview();
  const home = () => `/i/${view().interviewId}`;
  return (
    <div class="grid max-w-2xl gap-6">
      <Show
        when={view().retake.eligible}
        fallback={
          <>
            <StateTitle text={t('retake.title')} />
            <Show when={view().retake.refusal?.code === 'retake_not_eligible'}>
              <p>{t('no.retake_not_eligible')}</p>
            </Show>
            <RetakePanel />
            <A class="button justify-self-start" href={home()}>
              {t('app.back')}
            </A>
          </>
        }
      >
        <StateTitle text={t('retake.title')} />
        <RetakeForm home={home()} />
      </Show>
    </div>
  );
}

function RetakeForm(props: { readonly home: string }) {
  const { t } = useI18n();
  const { view, text, refresh } = useInterview();
  const navigate = useNavigate();
  const step = createReasonStep(
    (input) => api.candidate.requestRetake.mutate(input),
    () => {
      refresh();
      navigate(props.home, { replace: true });
    },
  );
  const labelOf = (code: string) => t(`reason.${reasonCodes.retake.find((one) => one === code) ?? 'other'}`);
  return (
    <form class="card grid gap-6" onSubmit={(event) => void step.submit(event)}>
      <div class="grid gap-2">
        <p>{t('retake.offer', { company: view().company })}</p>
        <p class="text-muted">{t('retake.what')}</p>
      </div>
      <ReasonChoice
        legend={t('retake.reason')}
        codes={reasonCodes.retake}
        labelOf={labelOf}
        chosen={step.code()}
        onChoose={step.choose}
        error={step.isMissing() ? t('reason.missing') : null}
        textLabel={t('retake.text')}
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
        <button type="submit" class="button button-primary" aria-disabled={step.isBusy()}>
          {t(step.isBusy() ? 'retake.sending' : 'retake.send')}
        </button>
        <A class="button" href={props.home}>
          {t('app.back')}
        </A>
      </div>
    </form>
  );
}
