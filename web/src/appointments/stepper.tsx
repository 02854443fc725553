import { For } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Icon } from '../ui/icon.tsx';

const steps = ['time', 'you', 'code'] as const;

/** How far one has come on the way to a time. */
export function Stepper(props: { readonly at: (typeof steps)[number] }) {
  const { t } = useI18n();
  const isDone = (n: number) => n < steps.indexOf(props.at);
  return (
    <ol class="stepper">
      <For each={steps}>
        {(step, n) => (
          <li aria-current={step === props.at ? 'step' : undefined}>
            {isDone(n()) && <Icon name="check" class="size-4" />}
            {t(`step.${step}`)}
          </li>
        )}
      </For>
    </ol>
  );
}
