import { A } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Match, onCleanup, Show, Switch } from 'solid-js';
import type { Problem } from '../../api.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createZonedText } from '../../time/formats.models.ts';
import { Banner } from '../../ui/banner.tsx';
import { endSession } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { enAccount } from '../words/en-account.ts';
import { usePartWords, useWords } from '../words/hr-words.tsx';
import { hrProblemText } from '../words/refusal-text.models.ts';
import { PasswordField, shortestPassword, weaknessOf } from './password-field.tsx';
import { PublicCard } from './public-card.tsx';

/** Takes the token out of the address, so that neither a copy of it nor the history holds the token. */
function takeToken(): string {
  const { hash, pathname, search } = window.location;
  if (hash !== '') window.history.replaceState(window.history.state, '', pathname + search);
  const token = hash.slice(1);
  return /^[\w-]{20,128}$/.test(token) ? token : '';
}

function refusedAs(problem: Problem | null) {
  return problem?.kind === 'refused' ? problem.refusal : null;
}

/** `/hr/reset#<token>`: sets a password with the link of a mail, after an invitation or a lost one. */
export function ResetPage() {
  const p = usePartWords(enAccount);
  const { formats } = useI18n();
  const queries = useQueryClient();
  const [token, setToken] = createSignal(takeToken());
  const [password, setPassword] = createSignal('');
  const [email, setEmail] = createSignal<string | null>(null);
  const set = createSubmit(
    () => api.staff.reset.mutate({ token: token(), password: password() }),
    (answer) => {
      setEmail(answer.email);
      // Whoever was signed in here is so no longer.
      endSession(queries);
    },
  );
  // Another link that is opened in this tab changes nothing but the fragment.
  const onLink = () => {
    if (window.location.hash === '') return;
    setToken(takeToken());
    setPassword('');
    setEmail(null);
    set.clear();
  };
  window.addEventListener('hashchange', onLink);
  onCleanup(() => window.removeEventListener('hashchange', onLink));
  const refusal = () => refusedAs(set.problem());
  const late = () => {
    const known = refusal();
    const at = known?.code === 'link_expired' ? known.expiredAt : undefined;
    if (at === undefined) return null;
    return new Intl.DateTimeFormat(formats().tag, { dateStyle: 'long', timeStyle: 'short' }).format(Date.parse(at));
  };
  const isDead = () => refusal()?.code === 'link_invalid' || refusal()?.code === 'link_expired';
  return (
    <Switch fallback={<Form password={password()} onInput={setPassword} set={set} />}>
      <Match when={email()}>
        {(address) => (
          <PublicCard title={p('reset.done')} lead={p('reset.done.lead', { email: address() })}>
            <A class="button button-primary" href="/hr/login">
              {p('reset.signIn')}
            </A>
          </PublicCard>
        )}
      </Match>
      <Match when={token() === '' || isDead()}>
        <DeadLink isIncomplete={token() === ''} late={late()} />
      </Match>
    </Switch>
  );
}

function DeadLink(props: { readonly isIncomplete: boolean; readonly late: string | null }) {
  const p = usePartWords(enAccount);
  const lead = () => {
    if (props.isIncomplete) return p('reset.incomplete.lead');
    return props.late === null ? p('reset.dead.lead') : p('reset.late.lead', { date: props.late });
  };
  return (
    <PublicCard title={p(props.isIncomplete ? 'reset.incomplete' : 'reset.dead')} lead={lead()}>
      <A class="button button-primary" href="/hr/forgot">
        {p('reset.again')}
      </A>
      <A class="link" href="/hr/login">
        {p('reset.signIn')}
      </A>
    </PublicCard>
  );
}

interface FormProps {
  readonly password: string;
  readonly onInput: (text: string) => void;
  readonly set: Pick<ReturnType<typeof createSubmit>, 'isBusy' | 'problem' | 'submit'>;
}

function Form(props: FormProps) {
  const p = usePartWords(enAccount);
  const t = useWords();
  const { formats } = useI18n();
  const [isTried, setTried] = createSignal(false);
  const isShort = () => props.password.length < shortestPassword;
  const error = () => {
    const weakness = weaknessOf(props.set.problem());
    if (weakness !== null) return p(weakness);
    return isTried() && isShort() ? p('password.short') : null;
  };
  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (!isShort()) void props.set.submit();
  }
  return (
    <PublicCard title={p('reset.title')} lead={p('reset.lead')}>
      <form class="stack" novalidate onSubmit={submit}>
        <Show when={weaknessOf(props.set.problem()) === null ? props.set.problem() : null}>
          {(problem) => (
            <Banner tone="bad" role="alert">
              {hrProblemText(problem(), { t, text: createZonedText(formats(), 'UTC', []) })}
            </Banner>
          )}
        </Show>
        <PasswordField
          label={p('password.next')}
          value={props.password}
          onInput={props.onInput}
          error={error()}
          isNew
        />
        <button type="submit" class="button button-primary" aria-disabled={props.set.isBusy()}>
          {p(props.set.isBusy() ? 'forgot.doing' : 'reset.do')}
        </button>
      </form>
    </PublicCard>
  );
}
