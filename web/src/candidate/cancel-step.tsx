import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { A, useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { api } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useInterview } from './interview-context.tsx';
import { refusalText } from './problem-text.ts';
import { ReasonForm } from './reason-form.tsx';
import { createReasonStep } from './reason-step.ts';
import { StateTitle } from './state-title.tsx';

/** `/i/:id/cancel`: moving is offered first, then the reason, then the button that says what it does. */
export function CancelStep() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const home = () => `/i/${view().interviewId}`;
  return (
    <div class="grid max-w-2xl gap-6">
      <Show when={view().cancel.allowed} fallback={<CannotCancel home={home()} />}>
        <div class="grid gap-2">
          <StateTitle text={t('cancel.title')} />
          <Show when={view().startsAt}>
            {(startsAt) => <p>{t('move.former', { when: text().namedWhen(Date.parse(startsAt())) })}</p>}
          </Show>
        </div>
        <Show when={view().reschedule.allowed}>
          <section class="card grid justify-items-start gap-3">
            <p>{t('cancel.first')}</p>
            <A class="button button-primary" href={`${home()}/reschedule`}>
              {t('cancel.instead')}
            </A>
          </section>
        </Show>
        <CancelForm home={home()} />
      </Show>
    </div>
  );
}

function CannotCancel(props: { readonly home: string }) {
  const { t } = useI18n();
  const { view, text } = useInterview();
  return (
    <section class="card grid justify-items-start gap-3">
      <StateTitle text={t('cancel.no')} />
      <Show when={view().cancel.refusal}>
        {(refusal) => <p>{refusalText(refusal(), { t, text: text(), view: view() })}</p>}
      </Show>
      <A class="button" href={props.home}>
        {t('app.back')}
      </A>
    </section>
  );
}

function CancelForm(props: { readonly home: string }) {
  const { t } = useI18n();
  const { view, accept } = useInterview();
  const navigate = useNavigate();
  const step = createReasonStep(
    (input) => api.candidate.cancel.mutate(input),
    (cancelled) => {
      accept(cancelled);
      navigate(props.home, { replace: true });
    },
  );
  // Candidates cancel for another job offer; clients of a service do not.
  const codes = () =>
    reasonCodes.cancelByCandidate.filter((one) => !view().appointment || one !== 'accepted_other_offer');
  const labelOf = (code: string) => t(`reason.${reasonCodes.cancelByCandidate.find((one) => one === code) ?? 'other'}`);
  return (
    <ReasonForm
      step={step}
      legend={t('cancel.reason')}
      codes={codes()}
      labelOf={labelOf}
      textLabel={t('cancel.text')}
      submit={t(step.isBusy() ? 'cancel.doing' : 'cancel.do')}
      isDangerous
      home={props.home}
      back={t('cancel.keep')}
    >
      <p>{t('cancel.what')}</p>
    </ReasonForm>
  );
}
