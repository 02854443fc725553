import { For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Icon } from '../ui/icon.tsx';

/** What helps to know and to do beforehand, and how far one is. */
export function Preparation() {
  const { t, formats } = useI18n();
  const { view } = useInterview();
  const tasks = () => view().preparation;
  const number = (value: number) => new Intl.NumberFormat(formats().tag).format(value);
  const done = () => tasks().filter((task) => task.done).length;
  return (
    <Show when={tasks().length > 0 || view().guide}>
      <section class="grid gap-3">
        <div class="flex flex-wrap items-baseline justify-between gap-2">
          <h2 class="heading">{t('booked.prepare')}</h2>
          <Show when={done() > 0}>
            <p class="text-meta text-muted">
              {t('booked.prepare.progress', { done: number(done()), total: number(tasks().length) })}
            </p>
          </Show>
        </div>
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
                  <Icon
                    name={task.done ? 'check' : 'dot'}
                    class={task.done ? 'mt-0.5 flex-none text-good' : 'mt-0.5 flex-none text-muted'}
                  />
                  <span class="min-w-0">
                    <bdi>{task.title}</bdi>
                    <Show when={task.done}>
                      <span class="text-muted"> ({t('booked.prepare.done')})</span>
                    </Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
    </Show>
  );
}
