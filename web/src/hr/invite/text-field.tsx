import { createUniqueId, Show } from 'solid-js';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly error?: string | null;
  readonly hint?: string;
  readonly placeholder?: string | undefined;
  readonly type?: 'text' | 'email' | 'search' | 'password';
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly onPaste?: (event: ClipboardEvent) => void;
  readonly autocomplete?: 'username';
  /** The first thing on its page, which is written in at once. */
  readonly isFirst?: boolean;
  readonly isShort?: boolean;
  readonly isNumeric?: boolean;
}

export function TextField(props: TextFieldProps) {
  const id = createUniqueId();
  const note = () => props.error ?? props.hint ?? '';
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        class="input"
        classList={{ 'input-short': props.isShort ?? false }}
        type={props.type ?? 'text'}
        inputmode={props.isNumeric ? 'numeric' : undefined}
        autocomplete={props.autocomplete ?? 'off'}
        autofocus={props.isFirst ?? false}
        placeholder={props.placeholder}
        value={props.value}
        aria-invalid={Boolean(props.error)}
        aria-describedby={note() === '' ? undefined : `${id}-note`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown?.(event)}
        onPaste={(event) => props.onPaste?.(event)}
      />
      <Note id={id} error={props.error} text={note()} />
    </div>
  );
}

interface LinesFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly rows: number;
  readonly error?: string | null;
  readonly hint?: string;
}

/** Several lines of text. What is too long is said and not cut: a paste that loses its end would go unseen. */
export function LinesField(props: LinesFieldProps) {
  const id = createUniqueId();
  const note = () => props.error ?? props.hint ?? '';
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        class="input"
        rows={props.rows}
        value={props.value}
        aria-invalid={Boolean(props.error)}
        aria-describedby={note() === '' ? undefined : `${id}-note`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Note id={id} error={props.error} text={note()} />
    </div>
  );
}

function Note(props: { readonly id: string; readonly error: string | null | undefined; readonly text: string }) {
  return (
    <Show when={props.text !== ''}>
      <p id={`${props.id}-note`} class={props.error ? 'field-error' : 'field-hint'}>
        {props.text}
      </p>
    </Show>
  );
}
