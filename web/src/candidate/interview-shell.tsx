import type { ParentProps } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { useInterview } from './interview-context.tsx';
import { InterviewHeader } from './interview-header.tsx';

export function InterviewShell(props: ParentProps) {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const linkEnds = () => text().namedWhen(Date.parse(view().link.expiresAt));

  return (
    <PageShell
      name={view().company}
      foot={
        <>
          <p>{t('facts.contact', { name: view().contact.name, email: view().contact.email })}</p>
          <p>{t(view().status === 'invited' ? 'facts.bookBy' : 'facts.link', { date: linkEnds() })}</p>
        </>
      }
    >
      <InterviewHeader />
      {props.children}
    </PageShell>
  );
}
