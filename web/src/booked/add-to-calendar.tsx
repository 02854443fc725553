import { For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';

const calendars = ['google', 'outlook', 'office365', 'ics'] as const;

/** Links that copy the interview into a calendar, and why the mailed invitation is better. */
export function AddToCalendar() {
  const { t } = useI18n();
  const { view } = useInterview();
  return (
    <Show when={view().calendar}>
      {(links) => (
        <section class="no-print">
          <h3 class="font-strong">{t('booked.calendar')}</h3>
          <ul class="mt-2 flex flex-wrap gap-2">
            <For each={calendars}>
              {(name) => (
                <li>
                  <a
                    class="button"
                    href={links()[name]}
                    {...(name === 'ics' ? { download: '' } : { target: '_blank', rel: 'noopener noreferrer' })}
                  >
                    {t(`booked.calendar.${name}`)}
                  </a>
                </li>
              )}
            </For>
          </ul>
          <p class="mt-2 text-meta text-muted">{t('booked.calendar.note')}</p>
        </section>
      )}
    </Show>
  );
}
