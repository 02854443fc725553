import { For } from 'solid-js';
import { Icon } from '../ui/icon.tsx';
import { useServiceWords } from './service-words.tsx';

const steps = ['you', 'code', 'time'] as const;

/** How far one has come on the way to a time. */
export function Stepper(props: { readonly at: (typeof steps)[number] }) {
  const say = useServiceWords();
  const isDone = (n: number) => n < steps.indexOf(props.at);
  return (
    <ol class="stepper">
      <For each={steps}>
        {(step, n) => (
          <li aria-current={step === props.at ? 'step' : undefined}>
            {isDone(n()) && <Icon name="check" class="size-4" />}
            {say(`step.${step}`)}
          </li>
        )}
      </For>
    </ol>
  );
}
