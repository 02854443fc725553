import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';

export function OtherTimes() {
  const { t } = useI18n();
  const { view } = useInterview();
  const mail = () => {
    const subject = encodeURIComponent(t('pick.none-work.subject', { title: view().jobTitle }));
    return `mailto:${view().contact.email}?subject=${subject}`;
  };
  return (
    <section class="text-muted">
      <h3 class="font-strong text-text">{t('pick.none-work')}</h3>
      <p>
        {t('pick.none-work.how', { name: view().contact.name })}{' '}
        <a class="link" translate="no" href={mail()}>
          {view().contact.email}
        </a>
      </p>
    </section>
  );
}
