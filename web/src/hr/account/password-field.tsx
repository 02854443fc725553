import { createSignal, createUniqueId, Show } from 'solid-js';
import type { Problem } from '../../api.ts';
import { useWords } from '../words/hr-words.tsx';

/** As the server has it. */
export const shortestPassword = 12;

const weaknesses = {
  'is common': 'password.common',
  'is your own address, name or company': 'password.known',
} as const;

/** The words for why a new password was refused as easy to guess; null where it was not. */
export function weaknessOf(problem: Problem | null) {
  const refusal = problem?.kind === 'refused' ? problem.refusal : null;
  if (refusal?.code !== 'invalid_input') return null;
  const found = Object.entries(weaknesses).find(([said]) => refusal.issues.some(({ message }) => message === said));
  return found?.[1] ?? null;
}

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly error: string | null;
  readonly isNew?: boolean;
}

export function PasswordField(props: PasswordFieldProps) {
  const t = useWords();
  const id = createUniqueId();
  const [isShown, setShown] = createSignal(false);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        class="input"
        type={isShown() ? 'text' : 'password'}
        autocomplete={props.isNew ? 'new-password' : 'current-password'}
        value={props.value}
        aria-invalid={props.error !== null}
        aria-describedby={props.error === null ? undefined : `${id}-error`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.error}>
        <p id={`${id}-error`} class="field-error">
          {props.error}
        </p>
      </Show>
      <label class="check">
        <input type="checkbox" checked={isShown()} onChange={(event) => setShown(event.currentTarget.checked)} />
        {t('login.show')}
      </label>
    </div>
  );
}
