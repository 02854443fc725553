import { A, useLocation } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createZonedText } from '../../time/formats.models.ts';
import { Banner } from '../../ui/banner.tsx';
import { TextField } from '../invite/text-field.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { enAccount } from '../words/en-account.ts';
import { usePartWords, useWords } from '../words/hr-words.tsx';
import { hrProblemText } from '../words/refusal-text.models.ts';
import { PublicCard } from './public-card.tsx';

/** `/hr/forgot`: asks for a link to set a new password; the answer is the same for every address. */
export function ForgotPage() {
  const p = usePartWords(enAccount);
  const t = useWords();
  const { formats } = useI18n();
  // What was typed to sign in; never in the address, which is kept and logged.
  const { state } = useLocation<{ readonly email?: string }>();
  const [email, setEmail] = createSignal(state?.email ?? '');
  const [isDone, setDone] = createSignal(false);
  const [isTried, setTried] = createSignal(false);
  const isAddress = () => /^[^\s@]+@[^\s@]+$/.test(email().trim());
  const asked = createSubmit(
    () => api.staff.requestReset.mutate({ email: email().trim() }),
    () => void setDone(true),
  );
  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (isAddress()) void asked.submit();
  }
  return (
    <PublicCard title={p('forgot.title')} lead={p(isDone() ? 'forgot.done' : 'forgot.lead')}>
      <Show when={!isDone()}>
        <form class="stack" novalidate onSubmit={submit}>
          <Show when={asked.problem()}>
            {(problem) => (
              <Banner tone="bad" role="alert">
                {hrProblemText(problem(), { t, text: createZonedText(formats(), 'UTC', []) })}
              </Banner>
            )}
          </Show>
          <TextField
            label={t('login.email')}
            type="email"
            value={email()}
            onInput={setEmail}
            error={isTried() && !isAddress() ? t('login.missing.email') : null}
          />
          <button type="submit" class="button button-primary" aria-disabled={asked.isBusy()}>
            {p(asked.isBusy() ? 'forgot.doing' : 'forgot.do')}
          </button>
        </form>
      </Show>
      <A class="link" href="/hr/login">
        {p('forgot.back')}
      </A>
    </PublicCard>
  );
}
