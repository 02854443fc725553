import { useLocation } from '@solidjs/router';
import { createEffect, on, type ParentProps, Suspense } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { PageShell } from '../ui/page-shell.tsx';
import { useInterview } from './interview-context.tsx';
import { InterviewHeader } from './interview-header.tsx';
import { stageOf } from './stage.models.ts';
import { stateTitleId } from './state-title.tsx';

/** What stays the same in every state of an interview: company, facts, whom to ask, until when the link works. */
export function InterviewShell(props: ParentProps) {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const location = useLocation();
  const linkEnds = () => text().fullWhen(Date.parse(view().link.expiresAt));

  // A new step or state is a new page to its reader: the focus goes to its heading, but not on arrival.
  createEffect(
    on(
      () => `${location.pathname} ${stageOf(view())}`,
      () => queueMicrotask(() => document.getElementById(stateTitleId)?.focus()),
      { defer: true },
    ),
  );

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
      <Suspense fallback={<div class="bone bone-card late" />}>{props.children}</Suspense>
    </PageShell>
  );
}
