import { createUniqueId, Show } from 'solid-js';

interface FormFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly error: string | null;
  readonly hint?: string;
  readonly type?: 'text' | 'email';
  readonly autocomplete?: 'name' | 'email' | 'one-time-code';
  readonly isDigits?: boolean;
}

export function FormField(props: FormFieldProps) {
  const id = createUniqueId();
  const note = () => props.error ?? props.hint ?? '';
  return (
    <div class="grid gap-1">
      <label for={id} class="font-medium">
        {props.label}
      </label>
      <input
        id={id}
        class="input"
        type={props.type ?? 'text'}
        inputmode={props.isDigits ? 'numeric' : undefined}
        maxlength={props.isDigits ? 12 : 254}
        autocomplete={props.autocomplete}
        value={props.value}
        aria-invalid={props.error !== null}
        aria-describedby={note() === '' ? undefined : `${id}-note`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={note() !== ''}>
        <p id={`${id}-note`} class={`text-meta ${props.error === null ? 'text-muted' : 'text-bad'}`}>
          {note()}
        </p>
      </Show>
    </div>
  );
}
