import { A, useSearchParams } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { NotForYourRole } from '../shell/panel.tsx';
import { applicationsQuery } from './invite.queries.ts';
import { createInviteForm } from './invite-form.ts';
import { PolicyFields } from './policy-fields.tsx';
import { createInvitationSender } from './send-invitation.ts';
import { TemplateFields } from './template-fields.tsx';
import { WhoFields } from './who-fields.tsx';

/** `/hr/invite`: who, what, and rules of its own where needed; `?application=` and `?template=` fill them in. */
export function InvitePage() {
  const { may } = useHr();
  return (
    <Show when={may('interviews:write')} fallback={<NotForYourRole />}>
      <Invite />
    </Show>
  );
}

interface Done {
  readonly interviewId: string;
  readonly name: string;
}

function Invite() {
  const { t } = useHr();
  const [done, setDone] = createSignal<Done | null>(null);
  return (
    <>
      <PageHead title={t(done() === null ? 'invite.title' : 'invite.done')} />
      <Show when={done()} fallback={<InviteFields onDone={setDone} />}>
        {(sent) => (
          <div class="stack invite">
            <Banner tone="good" role="status">
              {t('invite.done.lead', { name: sent().name })}
            </Banner>
            <div class="action-row">
              <A class="button button-primary" href={`/hr/interviews/${sent().interviewId}`}>
                {t('invite.done.open')}
              </A>
              <button type="button" class="button" onClick={() => setDone(null)}>
                {t('invite.done.again')}
              </button>
            </div>
          </div>
        )}
      </Show>
    </>
  );
}

function InviteFields(props: { readonly onDone: (done: Done) => void }) {
  const { t } = useHr();
  const queries = useQueryClient();
  const [search] = useSearchParams<{ application?: string; template?: string }>();
  const form = createInviteForm({ applicationId: search.application ?? '', templateId: search.template ?? '' });
  const send = createInvitationSender();
  const applications = useQuery(applicationsQuery);
  let fields: HTMLFormElement | undefined;
  const name = () => {
    const { source, applicationId, name } = form.draft;
    const known = (dataOf(applications) ?? []).find((one) => one.applicationId === applicationId);
    return (source === 'existing' ? known?.candidate.name : name.trim()) || t('invite.means.unknown');
  };
  const sent = createSubmit(
    () => send(form.draft),
    async ({ interviewId }) => {
      props.onDone({ interviewId, name: name() });
      await Promise.all(
        ['interviews', 'applications', 'jobs'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    form.tryOut();
    if (form.problems().length === 0) return void sent.submit();
    queueMicrotask(() => {
      const first = fields?.querySelector<HTMLElement>('[aria-invalid="true"]');
      first?.closest('details')?.setAttribute('open', '');
      first?.focus();
    });
  }

  return (
    <form ref={fields} class="stack invite" novalidate onSubmit={submit}>
      <WhoFields form={form} />
      <TemplateFields form={form} />
      <PolicyFields form={form} />
      <p class="muted">{t('invite.means', { name: name() })}</p>
      <ProblemBanner problem={sent.problem()} />
      <div class="action-row">
        <button type="submit" class="button button-primary" aria-disabled={sent.isBusy()}>
          {t(sent.isBusy() ? 'invite.doing' : 'invite.do')}
        </button>
      </div>
    </form>
  );
}
