import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { enAccount } from '../words/en-account.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { PasswordField, shortestPassword, weaknessOf } from './password-field.tsx';

/** A new password against the present one. */
export function ChangePassword() {
  const { t, say } = useHr();
  const p = usePartWords(enAccount);
  const queries = useQueryClient();
  const id = createUniqueId();
  const [current, setCurrent] = createSignal('');
  const [next, setNext] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const changed = createSubmit(
    () => api.account.changePassword.mutate({ current: current(), next: next() }),
    async () => {
      setCurrent('');
      setNext('');
      setTried(false);
      say({ text: p('password.saved') });
      await queries.invalidateQueries({ queryKey: ['account', 'sessions'] });
    },
  );
  const isWrong = () => {
    const problem = changed.problem();
    const issues =
      problem?.kind === 'refused' && problem.refusal.code === 'invalid_input' ? problem.refusal.issues : [];
    return issues.some(({ path }) => path === 'current');
  };
  const currentError = () => {
    if (isWrong()) return p('password.wrong');
    return isTried() && current() === '' ? p('password.missing') : null;
  };
  const isShort = () => next().length < shortestPassword;
  const nextError = () => {
    const weakness = weaknessOf(changed.problem());
    if (weakness !== null) return p(weakness);
    return isTried() && isShort() ? p('password.short') : null;
  };
  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (current() !== '' && !isShort()) void changed.submit();
  }
  return (
    <section class="card" aria-labelledby={id}>
      <form class="stack" novalidate onSubmit={submit}>
        <h2 id={id} class="hr-h2">
          {p('password.title')}
        </h2>
        <p class="muted">{p('password.lead')}</p>
        <div class="field-pair">
          <PasswordField
            label={p('password.current')}
            value={current()}
            onInput={(text) => {
              changed.clear();
              setCurrent(text);
            }}
            error={currentError()}
          />
          <PasswordField
            label={p('password.next')}
            value={next()}
            onInput={(text) => {
              changed.clear();
              setNext(text);
            }}
            error={nextError()}
            isNew
          />
        </div>
        <ProblemBanner problem={isWrong() || weaknessOf(changed.problem()) ? null : changed.problem()} />
        <div>
          <button type="submit" class="button" aria-disabled={changed.isBusy()}>
            {changed.isBusy() ? t('do.busy') : p('password.save')}
          </button>
        </div>
      </form>
    </section>
  );
}
