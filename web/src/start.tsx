import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { render } from 'solid-js/web';
import { isAskedAgain } from './api.ts';
import { firstWords } from './i18n/dictionaries.ts';
import { I18nProvider } from './i18n/i18n-context.tsx';
import { openingLocale } from './i18n/language-choice.ts';
import { takeToken } from './links/link-token.ts';
import { AppRoutes } from './routes.tsx';
import { persistent } from './ui/persistent.ts';

export async function start(): Promise<void> {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: isAskedAgain, throwOnError: false } } });

  const locale = openingLocale();
  const root = document.getElementById('root');
  if (!root) return;
  // At once: whatever has brought the application this far has brought the sentences too, with a network or without.
  const words = await firstWords(locale.language).catch(() => persistent(() => firstWords(locale.language)));
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
