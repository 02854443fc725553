import { A } from '@solidjs/router';
import { type JSX, type ParentProps, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from './banner.tsx';
import { createOnline } from './online.ts';
import { ThemeSelect } from './theme-select.tsx';

interface PageShellProps extends ParentProps {
  readonly name: string;
  readonly foot?: JSX.Element;
  readonly isNarrow?: boolean;
}

/** Bar, main and foot of every page a candidate sees. */
export function PageShell(props: PageShellProps) {
  const { t } = useI18n();
  const isOnline = createOnline();
  return (
    <div class="page">
      <button type="button" class="button skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {t('app.skip')}
      </button>
      <header class="page-bar">
        <span class="font-strong">{props.name}</span>
        <ThemeSelect />
      </header>
      <main id="main" tabindex="-1" class="page-main" classList={{ 'page-narrow': props.isNarrow ?? false }}>
        <Show when={!isOnline()}>
          <Banner tone="warn" role="status" class="no-print mb-4">
            {t('app.offline')}
          </Banner>
        </Show>
        {props.children}
      </main>
      <footer class="page-foot">
        <div class="grid gap-1">{props.foot}</div>
        <nav class="no-print flex gap-4">
          <A class="link inline-flex min-h-11 items-center" href="/privacy">
            {t('app.privacy')}
          </A>
          <A class="link inline-flex min-h-11 items-center" href="/accessibility">
            {t('app.accessibility')}
          </A>
        </nav>
      </footer>
    </div>
  );
}
