import { createSignal, For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { remember, remembered } from '../ui/storage.ts';

const calendars = ['ics', 'google', 'outlook', 'office365'] as const;
type CalendarName = (typeof calendars)[number];
const storageKey = 'interlude.calendar';

function lastUsed(): CalendarName {
  return calendars.find((name) => name === remembered(storageKey)) ?? 'ics';
}

/** One button that copies the interview into the calendar used last, and a list of the others. */
export function AddToCalendar() {
  const { t } = useI18n();
  const { view } = useInterview();
  const [usual, setUsual] = createSignal(lastUsed());
  let menu: HTMLDetailsElement | undefined;

  function choose(name: CalendarName): void {
    remember(storageKey, name);
    setUsual(name);
    if (menu?.open) shut();
  }

  // What is inside is hidden then, and the focus with it.
  function shut(): void {
    menu?.querySelector('summary')?.focus();
    if (menu) menu.open = false;
  }

  const linkOf = (name: CalendarName) => ({
    href: view().calendar?.[name] ?? '',
    onClick: () => choose(name),
    ...(name === 'ics' ? { download: '' } : { target: '_blank', rel: 'noopener noreferrer' }),
  });
  return (
    <Show when={view().calendar}>
      <span class="split no-print">
        <a class="button" {...linkOf(usual())}>
          <Icon name="calendar" />
          {t('booked.calendar')}
        </a>
        <details
          ref={menu}
          class="menu-wrap"
          onFocusOut={(event) => {
            const to = event.relatedTarget;
            if (menu && !(to instanceof Node && menu.contains(to))) menu.open = false;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && menu?.open) shut();
          }}
        >
          <summary class="button" aria-label={t('booked.calendar.more')}>
            <Icon name="down" />
          </summary>
          <ul class="menu">
            <For each={calendars}>
              {(name) => (
                <li>
                  <a {...linkOf(name)}>{t(`booked.calendar.${name}`)}</a>
                </li>
              )}
            </For>
          </ul>
        </details>
      </span>
    </Show>
  );
}
