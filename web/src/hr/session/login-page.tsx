import { A, useSearchParams } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, onMount, Show } from 'solid-js';
import type { Problem } from '../../api.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createZonedText } from '../../time/formats.models.ts';
import { Banner } from '../../ui/banner.tsx';
import { ThemeSelect } from '../../ui/theme-select.tsx';
import { useWords } from '../words/hr-words.tsx';
import { hrProblemText } from '../words/refusal-text.models.ts';
import { beginSession } from './session.queries.ts';
import { api } from './staff-api.ts';
import { createSubmit } from './submit.ts';

/** `/hr/login`: email and password; the gate leads on to the page that was asked for. */
export function LoginPage() {
  const t = useWords();
  const [search] = useSearchParams<{ next?: string }>();
  onMount(() => {
    document.title = `${t('login.title')} · ${t('hr.product')}`;
  });
  return (
    <div class="login">
      <header class="login-bar">
        <span class="font-strong">{t('hr.product')}</span>
        <ThemeSelect />
      </header>
      <main id="main" tabindex="-1" class="login-card card">
        <h1 class="hr-h1">{t('login.title')}</h1>
        <p class="muted">{t(search.next === undefined ? 'login.lead' : 'login.ended')}</p>
        <LoginForm />
      </main>
    </div>
  );
}

function LoginForm() {
  const t = useWords();
  const { formats } = useI18n();
  const queries = useQueryClient();
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [isShown, setShown] = createSignal(false);
  const [isTried, setTried] = createSignal(false);
  const id = createUniqueId();
  const sign = createSubmit(
    () => api.staff.signIn.mutate({ email: email().trim(), password: password() }),
    () => beginSession(queries),
  );
  const missing = (value: string) => isTried() && value.trim() === '';

  function problemText(problem: Problem): string {
    const isWrong =
      problem.kind === 'refused' &&
      (problem.refusal.code === 'not_signed_in' || problem.refusal.code === 'invalid_input');
    return isWrong ? t('login.wrong') : hrProblemText(problem, { t, text: createZonedText(formats(), 'UTC', []) });
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (email().trim() === '' || password() === '') {
      document.getElementById(email().trim() === '' ? `${id}-email` : `${id}-password`)?.focus();
      return;
    }
    void sign.submit();
  }

  return (
    <form class="stack" novalidate onSubmit={submit}>
      <Show when={sign.problem()}>
        {(problem) => (
          <Banner tone="bad" role="alert">
            {problemText(problem())}
          </Banner>
        )}
      </Show>
      <div class="field">
        <label for={`${id}-email`}>{t('login.email')}</label>
        <input
          id={`${id}-email`}
          class="input"
          type="email"
          autocomplete="username"
          autofocus
          value={email()}
          aria-invalid={missing(email())}
          aria-describedby={missing(email()) ? `${id}-email-error` : undefined}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <Show when={missing(email())}>
          <p id={`${id}-email-error`} class="field-error">
            {t('login.missing.email')}
          </p>
        </Show>
      </div>
      <div class="field">
        <label for={`${id}-password`}>{t('login.password')}</label>
        <input
          id={`${id}-password`}
          class="input"
          type={isShown() ? 'text' : 'password'}
          autocomplete="current-password"
          value={password()}
          aria-invalid={missing(password())}
          aria-describedby={missing(password()) ? `${id}-password-error` : undefined}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <Show when={missing(password())}>
          <p id={`${id}-password-error`} class="field-error">
            {t('login.missing.password')}
          </p>
        </Show>
        <label class="check">
          <input type="checkbox" checked={isShown()} onChange={(event) => setShown(event.currentTarget.checked)} />
          {t('login.show')}
        </label>
      </div>
      <button type="submit" class="button button-primary" aria-disabled={sign.isBusy()}>
        {t(sign.isBusy() ? 'login.doing' : 'login.do')}
      </button>
      <A class="link" href="/hr/forgot" state={{ email: email() }}>
        {t('login.forgot')}
      </A>
    </form>
  );
}
