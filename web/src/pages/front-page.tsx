import { useI18n } from '../i18n/i18n-context.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { wearColour } from '../ui/wear-colour.ts';

/** `/`: says what this is, and leads on whoever arrives without a link. */
export function FrontPage() {
  const { t } = useI18n();
  document.title = 'Interlude';
  wearColour(null);
  return (
    <PageShell isNarrow>
      <h1 class="text-title font-strong">{t('front.title')}</h1>
      <p class="mt-4">{t('front.what')}</p>
      <h2 class="mt-8 font-strong">{t('front.invited')}</h2>
      <p class="mt-2">{t('front.invited.how')}</p>
      <h2 class="mt-8 font-strong">{t('front.staff')}</h2>
      <p class="mt-2">{t('front.staff.how')}</p>
      <p class="mt-4">
        {/* Loaded anew, since the console has a language of its own. */}
        <a class="button button-primary" href="/hr/login" rel="external">
          {t('front.signIn')}
        </a>
      </p>
    </PageShell>
  );
}
