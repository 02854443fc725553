import { createUniqueId, For } from 'solid-js';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

export function Choice(props: ChoiceProps) {
  const id = createUniqueId();
  return (
    <div class="grid gap-1">
      <label for={id} class="font-medium">
        {props.label}
      </label>
      <select id={id} class="input" onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <For each={props.options}>
          {({ value, text }) => (
            <option value={value} selected={value === props.value}>
              {text}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
