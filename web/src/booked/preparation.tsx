import { For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Icon } from '../ui/icon.tsx';

/** What helps to know and to do beforehand. */
export function Preparation() {
  const { t } = useI18n();
  const { view } = useInterview();
  const tasks = () => view().preparation;
  return (
    <Show when={tasks().length > 0 || view().guide}>
      <section class="grid gap-3">
        <h2 class="heading">{t('booked.prepare')}</h2>
        <Show when={view().guide}>
          {(guide) => (
            <p dir="auto" class="whitespace-pre-line break-words">
              {guide()}
            </p>
          )}
        </Show>
        <Show when={tasks().length > 0}>
          <ul class="grid gap-2">
            <For each={tasks()}>
              {(task) => (
                <li class="flex gap-2">
                  <Icon name="dot" class="mt-0.5 flex-none text-muted" />
                  <bdi class="min-w-0">{task.title}</bdi>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
    </Show>
  );
}
