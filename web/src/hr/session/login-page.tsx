import { A, useSearchParams } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, onMount, Show } from 'solid-js';
import type { Problem } from '../../api.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createZonedText } from '../../time/formats.models.ts';
import { Banner } from '../../ui/banner.tsx';
import { ThemeSelect } from '../../ui/theme-select.tsx';
import { PasswordField } from '../account/password-field.tsx';
import { TextField } from '../invite/text-field.tsx';
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

/** Email and password; whoever has signed in here is known to every page then. */
export function LoginForm() {
  const t = useWords();
  const { formats } = useI18n();
  const queries = useQueryClient();
  const [email, setEmail] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  let form: HTMLFormElement | undefined;
  let company: { readonly tenantId?: string } = {};
  const sign = createSubmit(
    () => api.staff.signIn.mutate({ email: email().trim(), password: password(), ...company }),
    () => beginSession(queries),
  );
  // Other words may fit elsewhere.
  const changing = (set: (text: string) => unknown) => (text: string) => {
    if (companies()) sign.clear();
    set(text);
  };
  const missing = (value: string) => isTried() && value.trim() === '';

  const companies = () => {
    const problem = sign.problem();
    return problem?.kind === 'refused' && problem.refusal.code === 'several_companies' && problem.refusal.companies;
  };

  function problemText(problem: Problem): string {
    const isWrong =
      problem.kind === 'refused' &&
      (problem.refusal.code === 'not_signed_in' || problem.refusal.code === 'invalid_input');
    return isWrong ? t('login.wrong') : hrProblemText(problem, { t, text: createZonedText(formats(), 'UTC', []) });
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else signInTo({});
  }

  function signInTo(chosen: typeof company) {
    company = chosen;
    void sign.submit();
  }

  return (
    <form ref={form} class="stack" novalidate onSubmit={submit}>
      <Show when={sign.problem()}>
        {(problem) => (
          <Banner tone={companies() ? 'info' : 'bad'} role="alert">
            {problemText(problem())}
          </Banner>
        )}
      </Show>
      <TextField
        label={t('login.email')}
        type="email"
        autocomplete="username"
        isFirst
        value={email()}
        onInput={changing(setEmail)}
        error={missing(email()) ? t('login.missing.email') : null}
      />
      <PasswordField
        label={t('login.password')}
        value={password()}
        onInput={changing(setPassword)}
        error={missing(password()) ? t('login.missing.password') : null}
      />
      <Show
        when={companies()}
        fallback={
          <button type="submit" class="button button-primary" aria-disabled={sign.isBusy()}>
            {t(sign.isBusy() ? 'login.doing' : 'login.do')}
          </button>
        }
      >
        {(all) => (
          <For each={all()}>
            {({ tenantId, name }, index) => (
              <button
                ref={(button) => index() === 0 && queueMicrotask(() => button.focus())}
                type="button"
                class="button"
                onClick={() => signInTo({ tenantId })}
              >
                {name}
              </button>
            )}
          </For>
        )}
      </Show>
      <A class="link" href="/hr/forgot" state={{ email: email() }}>
        {t('login.forgot')}
      </A>
    </form>
  );
}
