import { createSignal, onCleanup, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';

const patienceMs = 4_000;

/** Says after a while that what is waited for is still on its way. */
export function SlowNote() {
  const { t } = useI18n();
  const [isSlow, setSlow] = createSignal(false);
  const timer = setTimeout(() => setSlow(true), patienceMs);
  onCleanup(() => clearTimeout(timer));
  return (
    <div role="status">
      <Show when={isSlow()}>
        <p class="slow-note">{t('app.slow')}</p>
      </Show>
    </div>
  );
}

/** A part of the page that is on its way. */
export function CardSkeleton() {
  return (
    <div class="bone bone-card late" aria-busy="true">
      <SlowNote />
    </div>
  );
}

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
        <div class="bone bone-card">
          <SlowNote />
        </div>
      </main>
    </div>
  );
}
