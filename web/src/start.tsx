import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { render } from 'solid-js/web';
import { isPassing } from './api.ts';
import { firstWords } from './i18n/dictionaries.ts';
import { I18nProvider } from './i18n/i18n-context.tsx';
import { languagesFrom, localeFor } from './i18n/locale.ts';
import { takeToken } from './links/link-token.ts';
import { AppRoutes } from './routes.tsx';
import { persistent } from './ui/persistent.ts';
import { remember, remembered } from './ui/storage.ts';

const languageKey = 'interlude.lang';
const retries = 2;

export async function start(): Promise<void> {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: (count, error) => count < retries && isPassing(error), throwOnError: false },
    },
  });

  // `?lang=` stays for the tab, since the pages' own links do not repeat it.
  const asked = new URLSearchParams(window.location.search).get('lang');
  if (asked !== null) remember(languageKey, asked, 'sessionStorage');
  const locale = localeFor(remembered(languageKey, 'sessionStorage'), languagesFrom(navigator.languages));
  document.documentElement.lang = locale.dir === 'rtl' ? 'ar' : 'en';
  document.documentElement.dir = locale.dir;

  const root = document.getElementById('root');
  if (!root) return;
  const words = await persistent(() => firstWords(locale.language));
  // Before anything is drawn, so that nothing that runs later sees the token in the address; and not earlier, since until
  // then the page must be able to be loaded again.
  const token = takeToken();
  root.textContent = '';
  render(
    () => (
      <QueryClientProvider client={queries}>
        <I18nProvider locale={locale} words={words}>
          <AppRoutes token={token} />
        </I18nProvider>
      </QueryClientProvider>
    ),
    root,
  );
}
