import type { BrandView } from '@interlude/shared/schemas/views';
import { A } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, type JSX, onCleanup, type ParentProps, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from './banner.tsx';
import { CompanyBrand } from './company-brand.tsx';
import { lazyPart } from './lazy-part.tsx';
import { Mark } from './mark.tsx';
import { createOnline } from './online.ts';
import { persistent } from './persistent.ts';
import { whenQuiet } from './when-quiet.ts';

const DisplayControl = lazyPart(
  async () => (await import('../zones/display-control.tsx')).DisplayControl,
  () => null,
);

interface PageShellProps extends ParentProps {
  /** Whose page it is; our own where that is nobody's. */
  readonly brand?: Pick<BrandView, 'name' | 'logo'>;
  /** Whom one meets, at the end of the bar. */
  readonly faces?: JSX.Element;
  /** The heading of the page and what belongs to it; the content reaches up into its band. */
  readonly head?: JSX.Element;
  readonly foot?: JSX.Element;
  readonly isNarrow?: boolean;
}

/** Band, main and foot of every page a candidate sees. */
export function PageShell(props: PageShellProps) {
  const { t } = useI18n();
  const isOnline = createOnline();
  const [isQuiet, setQuiet] = createSignal(false);
  onCleanup(
    whenQuiet(useQueryClient(), () => {
      setQuiet(true);
      void persistent(() => import('./keep-focus.ts')).then(
        ({ keepFocus }) => keepFocus(),
        () => {},
      );
    }),
  );
  const narrow = () => ({ 'page-narrow': props.isNarrow ?? false });
  return (
    <div class="page">
      <button type="button" class="button skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {t('app.skip')}
      </button>
      <header class="band" classList={{ 'band-over': props.head !== undefined }}>
        <div class="wrap band-bar" classList={narrow()}>
          <CompanyBrand brand={props.brand} />
          {props.faces}
        </div>
        <Show when={props.head}>
          <div class="wrap band-text">{props.head}</div>
        </Show>
      </header>
      <main
        id="main"
        tabindex="-1"
        class="wrap page-main"
        classList={{ ...narrow(), 'page-over': props.head !== undefined }}
      >
        <Show when={!isOnline()}>
          <Banner tone="warn" role="status" class="no-print mb-4">
            {t('app.offline')}
          </Banner>
        </Show>
        {props.children}
      </main>
      <footer class="page-foot">
        <div class="wrap foot-row" classList={narrow()}>
          <div class="grid gap-1">
            {props.foot}
            <nav class="no-print flex flex-wrap gap-x-5">
              <A class="link inline-flex min-h-11 items-center" href="/privacy">
                {t('app.privacy')}
              </A>
              <A class="link inline-flex min-h-11 items-center" href="/accessibility">
                {t('app.accessibility')}
              </A>
              <span class="runs">
                <Mark />
                {t('app.runs')}
              </span>
            </nav>
          </div>
          <div class="display-place">
            <Show when={isQuiet()}>
              <DisplayControl />
            </Show>
          </div>
        </div>
      </footer>
    </div>
  );
}
