import { createUniqueId, For, Show } from 'solid-js';

interface ReasonChoiceProps {
  readonly legend: string;
  readonly codes: readonly string[];
  readonly labelOf: (code: string) => string;
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
  /** Said beside the group when nothing was chosen. */
  readonly error: string | null;
  readonly textLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** One of several reasons, and room for words. */
export function ReasonChoice(props: ReasonChoiceProps) {
  const id = createUniqueId();
  return (
    <div class="grid gap-4">
      <fieldset class="grid gap-2" aria-describedby={props.error ? `${id}-error` : undefined}>
        <legend class="mb-2 font-medium">{props.legend}</legend>
        <Show when={props.error}>
          {(error) => (
            <p id={`${id}-error`} role="alert" class="mb-2 font-medium text-bad">
              {error()}
            </p>
          )}
        </Show>
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
      </fieldset>
      <div class="grid gap-1">
        <label for={`${id}-text`} class="font-medium">
          {props.textLabel}
        </label>
        <textarea
          id={`${id}-text`}
          class="input"
          rows="3"
          maxlength="2000"
          value={props.text}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
