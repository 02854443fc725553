import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { A, useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { api } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useInterview } from './interview-context.tsx';
import { ReasonForm } from './reason-form.tsx';
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
  const { view, refresh } = useInterview();
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
    <ReasonForm
      step={step}
      legend={t('retake.reason')}
      codes={reasonCodes.retake}
      labelOf={labelOf}
      textLabel={t('retake.text')}
      submit={t(step.isBusy() ? 'retake.sending' : 'retake.send')}
      home={props.home}
      back={t('app.back')}
    >
      <div class="grid gap-2">
        <p>{t('retake.offer', { company: view().company })}</p>
        <p class="text-muted">{t('retake.what')}</p>
      </div>
    </ReasonForm>
  );
}
