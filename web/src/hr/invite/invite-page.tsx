import { languageOf } from '@interlude/shared/language/languages';
import { A, useSearchParams } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createEffect, createSignal, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { candidateQuery } from '../records/records.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { NotForYourRole } from '../shell/panel.tsx';
import { enInvite } from '../words/en-invite.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { applicationQuery } from './invite.queries.ts';
import { createInviteForm, type InviteForm } from './invite-form.ts';
import type { Invitee } from './invitees.models.ts';
import { Meaning } from './meaning.tsx';
import { PersonalField } from './personal-field.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { Results } from './results.tsx';
import { createInvitationSender, type InviteResult } from './send-invitation.ts';
import { TemplateFields } from './template-fields.tsx';
import { WhoFields } from './who-fields.tsx';
import './invite.css';

/** `/hr/invite`: who, what, and rules of its own where needed; `?application=`, `?candidate=`, `?job=` and `?template=` fill them in. */
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

interface Known {
  readonly application?: string | undefined;
  readonly job?: string | undefined;
  readonly candidate?: string | undefined;
}

/** What the address knows of whom it is about: the application where there is one, else a new one of that candidate or job. */
function fillFrom({ application, job, candidate }: Known, form: InviteForm): void {
  const { may } = useHr();
  if (application || (!job && !candidate)) return;
  const source = may('jobs:write') ? 'new' : 'existing';
  if (!candidate) {
    form.change({ source });
    return;
  }
  const record = useQuery(() => candidateQuery(candidate, null));
  let isFilled = false;
  createEffect(() => {
    const known = dataOf(record);
    if (known === undefined || isFilled) return;
    isFilled = true;
    const open = known.applications.filter((one) => !one.job.archived && (!job || one.job.jobId === job));
    const [only] = open;
    const { name, email, locale } = known;
    form.change(
      only !== undefined && open.length === 1
        ? { source: 'existing', applicationId: only.applicationId }
        : { source, name, email, language: languageOf([locale ?? 'en'])?.language ?? 'en' },
    );
  });
}

function InviteFields(props: { readonly onDone: (done: Done) => void }) {
  const { t } = useHr();
  const queries = useQueryClient();
  const [search] = useSearchParams<{ application?: string; template?: string; job?: string; candidate?: string }>();
  const form = createInviteForm({
    applicationId: search.application ?? '',
    templateId: search.template ?? '',
    jobId: search.job ?? '',
  });
  fillFrom(search, form);
  const w = usePartWords(enInvite);
  const sender = createInvitationSender();
  const [results, setResults] = createSignal<readonly InviteResult[] | null>(null);
  const known = useQuery(() => applicationQuery(form.draft.applicationId));
  let fields: HTMLFormElement | undefined;
  const name = () => {
    const { source, applicationId, name } = form.draft;
    const onFile = applicationId === '' ? undefined : dataOf(known)?.candidate.name;
    return (source === 'existing' ? onFile : name.trim()) || t('invite.means.unknown');
  };
  const sent = createSubmit(
    () => sender.send(form.draft),
    async ({ interviewId }) => {
      props.onDone({ interviewId, name: name() });
      await refresh();
    },
  );
  const isMany = () => form.draft.source === 'several';
  const failed = () => (results() ?? []).filter(({ interviewId }) => interviewId === null);
  /** Invites these people; what became of them takes the place of what is known of them. */
  const many = (people: () => readonly Invitee[]) =>
    createSubmit(
      () => sender.sendMany(form.draft, people()),
      async (answers) => {
        const byAddress = new Map(answers.map((one) => [one.person.email, one]));
        setResults((before) => before?.map((one) => byAddress.get(one.person.email) ?? one) ?? answers);
        await refresh();
      },
    );
  const sentMany = many(() => form.draft.people);
  const again = many(() => failed().map(({ person }) => person));
  const busy = () => (isMany() ? sentMany : sent);

  async function refresh() {
    await Promise.all(
      ['interviews', 'applications', 'jobs', 'candidates'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  }

  const label = () => {
    if (busy().isBusy()) return t('invite.doing');
    return isMany() ? w('do.many', { count: form.draft.people.length }) : t('invite.do');
  };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    form.tryOut();
    if (form.problems().length === 0) return void busy().submit();
    queueMicrotask(() => {
      const first = fields?.querySelector<HTMLElement>('[aria-invalid="true"]');
      first?.closest('details')?.setAttribute('open', '');
      first?.focus();
    });
  }

  return (
    <Show
      when={results()}
      fallback={
        <div class="invite-page">
          <form ref={fields} class="stack invite" novalidate onSubmit={submit}>
            <WhoFields form={form} />
            <TemplateFields form={form} />
            <PolicyFields form={form} />
            <PersonalField form={form} />
            <Show when={!isMany()}>
              <p class="muted">{t('invite.means', { name: name() })}</p>
            </Show>
            <ProblemBanner problem={busy().problem()} />
            <div class="action-row">
              <button type="submit" class="button button-primary" aria-disabled={busy().isBusy()}>
                {label()}
              </button>
            </div>
          </form>
          <Meaning form={form} />
        </div>
      }
    >
      {(all) => (
        <Results
          results={all()}
          again={again}
          onNew={() => {
            sender.settled();
            form.reset();
            setResults(null);
          }}
        />
      )}
    </Show>
  );
}
