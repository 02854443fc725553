import type { PublicService } from '@interlude/shared/schemas/service';
import { createSignal, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { createBeginning } from './beginning.ts';
import type { BeginWish, Begun } from './begun.ts';
import { Choice } from './choice.tsx';
import { FormField } from './form-field.tsx';
import { ReminderChoice } from './reminder-choice.tsx';
import type { ServiceAddress } from './service.queries.ts';
import { useServiceProblem } from './service-problem.ts';
import { Stepper } from './stepper.tsx';

interface BeginFormProps {
  readonly address: ServiceAddress;
  readonly providers: PublicService['providers'];
  readonly providerId: string | null;
  readonly onProvider: (providerId: string | null) => void;
  readonly onBegun: (begun: Begun) => void;
}

export function BeginForm(props: BeginFormProps) {
  const { t, formats } = useI18n();
  const problemText = useServiceProblem();
  const [name, setName] = createSignal('');
  const [email, setEmail] = createSignal('');
  const [lead, setLead] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const beginning = createBeginning(
    () => props.address,
    (begun) => props.onBegun(begun),
  );
  const isNameMissing = () => name().trim() === '';
  const isEmailWrong = () => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email().trim());
  let form: HTMLFormElement | undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (isNameMissing() || isEmailWrong()) {
      queueMicrotask(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const wish: BeginWish = {
      name: name().trim(),
      email: email().trim(),
      providerId: props.providerId,
      reminderBefore: lead() || null,
    };
    void beginning.begin(wish);
  }

  return (
    <form ref={form} class="panel" novalidate onSubmit={submit}>
      <div class="panel-top">
        <h2 class="panel-date">{t('begin.title')}</h2>
        <p>{t('begin.how')}</p>
      </div>
      <div class="panel-body">
        <Stepper at="you" />
        <FormField
          label={t('begin.name')}
          value={name()}
          onInput={setName}
          autocomplete="name"
          error={isTried() && isNameMissing() ? t('begin.name.missing') : null}
        />
        <FormField
          label={t('begin.email')}
          value={email()}
          onInput={setEmail}
          type="email"
          autocomplete="email"
          hint={t('begin.email.hint')}
          error={isTried() && isEmailWrong() ? t('begin.email.wrong') : null}
        />
        <Show when={props.providers.length > 1}>
          <Choice
            label={t('begin.provider')}
            value={props.providerId ?? ''}
            onChoose={(chosen) => props.onProvider(chosen || null)}
            options={[
              { value: '', text: t('begin.provider.any') },
              ...props.providers.map(({ providerId, name: who, title }) => ({
                value: providerId,
                text: title ? who + formats().comma + title : who,
              })),
            ]}
          />
        </Show>
        <ReminderChoice wish={lead() || null} onChoose={(wish) => setLead(wish ?? '')} />
        <Show when={beginning.problem()}>
          {(problem) => (
            <Banner tone="bad" role="alert">
              {problemText(problem())}
            </Banner>
          )}
        </Show>
        <button type="submit" class="button button-primary" aria-disabled={beginning.isBusy()}>
          {t(beginning.isBusy() ? 'begin.sending' : 'begin.send')}
        </button>
      </div>
    </form>
  );
}
