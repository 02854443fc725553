import { createEffect } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { WaysOut } from '../links/ways-out.tsx';
import { PageShell } from '../ui/page-shell.tsx';

/** An address under which nobody offers anything. */
export function NothingHere() {
  const { t } = useI18n();
  createEffect(() => {
    document.title = t('service.gone.title');
  });
  return (
    <PageShell isNarrow>
      <div class="card mt-8 grid gap-4">
        <h1 class="text-title font-strong">{t('service.gone.title')}</h1>
        <p>{t('service.gone.what')}</p>
        <WaysOut way="address" />
        <p class="text-muted">{t('dead.person')}</p>
      </div>
    </PageShell>
  );
}
