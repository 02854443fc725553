import { useI18n } from '../i18n/i18n-context.tsx';

/** The geometry of the page before it is known; the same boxes stand in index.html, so that nothing jumps. */
export function PageSkeleton() {
  const { t } = useI18n();
  return (
    <div class="page" aria-busy="true">
      <div class="band band-over">
        <div class="wrap band-bar">
          <span class="bone bone-name" />
        </div>
        <div class="wrap band-text">
          <div class="bone bone-title" />
          <div class="bone bone-line" />
        </div>
      </div>
      <main class="wrap page-main page-over">
        <h1 class="sr-only">{t('app.loading')}</h1>
        <div class="bone bone-card" />
      </main>
    </div>
  );
}
