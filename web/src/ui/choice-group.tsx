import { createUniqueId, For, Show } from 'solid-js';

interface ChoiceGroupProps<Code extends string> {
  readonly legend: string;
  readonly codes: readonly Code[];
  readonly labelOf: (code: Code) => string;
  readonly chosen: Code | '' | null;
  readonly onChoose: (code: Code) => void;
  /** Said beside the group while nothing is chosen and somebody tried to go on. */
  readonly error: string | null;
}

export function ChoiceGroup<Code extends string>(props: ChoiceGroupProps<Code>) {
  const id = createUniqueId();
  return (
    <fieldset class="field" aria-describedby={props.error === null ? undefined : `${id}-error`}>
      <legend>{props.legend}</legend>
      <Show when={props.error}>
        {(error) => (
          <p id={`${id}-error`} role="alert" class="field-error">
            {error()}
          </p>
        )}
      </Show>
      <div class="choices">
        <For each={props.codes}>
          {(code) => (
            <label class="choice">
              <input
                type="radio"
                name={id}
                value={code}
                checked={props.chosen === code}
                aria-invalid={props.error !== null}
                onChange={() => props.onChoose(code)}
              />
              {props.labelOf(code)}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

interface WordsFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error?: string | null;
  readonly rows?: number;
  readonly onInput: (text: string) => void;
}

export function WordsField(props: WordsFieldProps) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        class="input"
        rows={props.rows ?? 2}
        maxlength="2000"
        value={props.value}
        aria-invalid={Boolean(props.error)}
        aria-describedby={props.error ? `${id}-error` : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.error}>
        <p id={`${id}-error`} class="field-error">
          {props.error}
        </p>
      </Show>
    </div>
  );
}
