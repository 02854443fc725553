import { latinDigits } from '@interlude/shared/language/bidi';
import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, onMount, Show } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { preloadInterview } from '../candidate/preload.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { createBeginning } from './beginning.ts';
import { type Begun, forgetBegun } from './begun.ts';
import { FormField } from './form-field.tsx';
import type { ServiceAddress } from './service.queries.ts';
import { useServiceProblem } from './service-problem.ts';
import { Stepper } from './stepper.tsx';

interface CodeFormProps {
  readonly address: ServiceAddress;
  readonly begun: Begun;
  readonly onBegun: (begun: Begun) => void;
  readonly onOther: () => void;
}

/** The code from the mail; who types it goes on to the free times. */
export function CodeForm(props: CodeFormProps) {
  const problemText = useServiceProblem();
  const { t, formats } = useI18n();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [typed, setTyped] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const again = createBeginning(
    () => props.address,
    (begun) => {
      setTyped('');
      setTried(false);
      setProblem(null);
      props.onBegun(begun);
    },
  );
  // Pasted codes bring spaces along, and keyboards their own digits.
  const digits = () => latinDigits(typed()).replaceAll(/\D/g, '');
  const isWrong = () => digits().length !== 6;
  // On the device's own clock, since no zone of the service matters here.
  const until = () => {
    const at = new Date(props.begun.expiresAt);
    return formats().time(at.getTime() - at.getTimezoneOffset() * 60_000);
  };
  let form: HTMLFormElement | undefined;
  const focusField = () => form?.querySelector<HTMLElement>('input')?.focus();
  onMount(focusField);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (isWrong()) return focusField();
    if (isBusy()) return;
    setBusy(true);
    setProblem(null);
    try {
      const { appointmentId } = await api.appointments.prove.mutate({ proofId: props.begun.proofId, code: digits() });
      forgetBegun(props.address);
      void preloadInterview(queries, appointmentId);
      navigate(`/i/${appointmentId}`);
    } catch (error) {
      setProblem(problemOf(error));
      focusField();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form ref={form} class="panel" novalidate onSubmit={(event) => void submit(event)}>
      <div class="panel-top" role="status">
        <h2 class="panel-date">{t('code.title')}</h2>
        <p class="break-words">{t('code.sent', { email: props.begun.wish.email, time: until() })}</p>
      </div>
      <div class="panel-body">
        <Stepper at="code" />
        <FormField
          label={t('code.label')}
          value={typed()}
          onInput={setTyped}
          autocomplete="one-time-code"
          isDigits
          error={isTried() && isWrong() ? t('code.missing') : null}
        />
        <Show when={problem() ?? again.problem()}>
          {(failed) => (
            <Banner tone="bad" role="alert">
              {problemText(failed())}
            </Banner>
          )}
        </Show>
        <button type="submit" class="button button-primary" aria-disabled={isBusy()}>
          {t(isBusy() ? 'code.going' : 'code.go')}
        </button>
        <div class="flex flex-wrap gap-3">
          <button
            type="button"
            class="button"
            aria-disabled={again.isBusy()}
            onClick={() => void again.begin(props.begun.wish)}
          >
            {t('code.again')}
          </button>
          <button type="button" class="button button-quiet" onClick={() => props.onOther()}>
            {t('code.other')}
          </button>
        </div>
      </div>
    </form>
  );
}
