import { type Accessor, createSignal, For } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Icon } from './icon.tsx';
import { remember } from './storage.ts';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const themeKey = 'interlude.theme';

// The early script in the document applies the stored choice before the first paint.
function presentTheme(): Theme {
  const stored = document.documentElement.dataset['theme'];
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

const [theme, setTheme] = createSignal(presentTheme());

/** What is chosen, of the whole page. */
export const chosenTheme: Accessor<Theme> = theme;

/** Light, dark, or as the device says; remembered in this browser. */
export function ThemeSelect() {
  const { t } = useI18n();

  function choose(value: string) {
    const chosen = themes.find((one) => one === value) ?? 'system';
    setTheme(chosen);
    if (chosen === 'system') {
      remember(themeKey, null);
      delete document.documentElement.dataset['theme'];
    } else {
      remember(themeKey, chosen);
      document.documentElement.dataset['theme'] = chosen;
    }
  }

  return (
    <span class="no-print inline-flex items-center text-muted">
      <Icon name="theme" />
      <select
        class="small-select"
        aria-label={t('app.theme')}
        value={theme()}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <For each={themes}>{(one) => <option value={one}>{t(`app.theme.${one}`)}</option>}</For>
      </select>
    </span>
  );
}
