import { useI18n } from '../i18n/i18n-context.tsx';

interface OtherTimesProps {
  readonly contact: { readonly name: string; readonly email: string };
  /** What it is about. */
  readonly title: string;
}

export function OtherTimes(props: OtherTimesProps) {
  const { t } = useI18n();
  const mail = () => {
    const subject = encodeURIComponent(t('pick.none-work.subject', { title: props.title }));
    return `mailto:${props.contact.email}?subject=${subject}`;
  };
  return (
    <section class="text-muted">
      <h3 class="font-strong text-text">{t('pick.none-work')}</h3>
      <p>
        {t('pick.none-work.how', { name: props.contact.name })}{' '}
        <a class="link" translate="no" href={mail()}>
          {props.contact.email}
        </a>
      </p>
    </section>
  );
}
