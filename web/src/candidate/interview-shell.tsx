import { createEffect, type ParentProps, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Faces } from '../ui/faces.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { wearColour } from '../ui/wear-colour.ts';
import { useInterview } from './interview-context.tsx';
import { InterviewHeader } from './interview-header.tsx';

export function InterviewShell(props: ParentProps) {
  const { t } = useI18n();
  const { view, text } = useInterview();
  createEffect(() => wearColour(view().brand.accent));
  const linkEnds = () => text().namedWhen(Date.parse(view().link.expiresAt));

  return (
    <PageShell
      brand={view().brand}
      faces={
        <Show when={view().interviewers.length > 0}>
          <Faces of={view().interviewers} />
        </Show>
      }
      head={<InterviewHeader />}
      foot={
        <>
          <p>{t('facts.contact', { name: view().contact.name, email: view().contact.email })}</p>
          <p>{t(view().status === 'invited' ? 'facts.bookBy' : 'facts.link', { date: linkEnds() })}</p>
        </>
      }
    >
      {props.children}
    </PageShell>
  );
}
