import { languageNames, languageOf, languages } from '@interlude/shared/language/languages';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { jobsQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enInvite } from '../words/en-invite.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { createDelayed } from './delayed.ts';
import { type Application, applicationsByJob, newJob } from './invite.models.ts';
import { applicationQuery, applicationsQuery } from './invite.queries.ts';
import type { InviteForm } from './invite-form.ts';
import { SeveralFields } from './several-fields.tsx';
import { TextField } from './text-field.tsx';

const sources = ['existing', 'new', 'several'] as const;
const findAfterMs = 250;

/** Whom to invite: an application on file, or a new one with its candidate and, if need be, its job. */
export function WhoFields(props: { readonly form: InviteForm }) {
  const { t, may } = useHr();
  const w = usePartWords(enInvite);
  return (
    <section class="card stack" aria-labelledby="invite-who">
      <h2 id="invite-who" class="hr-h2">
        {t('invite.who')}
      </h2>
      <Show when={may('jobs:write')}>
        <ChoiceGroup
          legend={t('invite.source')}
          codes={sources}
          labelOf={(source) => (source === 'several' ? w('source.several') : t(`invite.source.${source}`))}
          chosen={props.form.draft.source}
          onChoose={(source) => props.form.change({ source })}
          error={null}
        />
      </Show>
      <Switch fallback={<ExistingApplication form={props.form} />}>
        <Match when={props.form.draft.source === 'new'}>
          <NewApplication form={props.form} />
        </Match>
        <Match when={props.form.draft.source === 'several'}>
          <JobFields form={props.form} />
          <SeveralFields form={props.form} />
          <LanguageField form={props.form} />
        </Match>
      </Switch>
    </section>
  );
}

function ExistingApplication(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const [typed, setTyped] = createSignal('');
  const text = createDelayed(() => typed().trim(), findAfterMs);
  const found = useQuery(() => applicationsQuery(text()));
  return (
    <Panel query={found} skeleton={<RowsSkeleton rows={2} />}>
      {(all) => (
        <Show
          when={all().length > 0 || text() !== '' || props.form.draft.applicationId !== ''}
          fallback={<p>{t('invite.application.empty')}</p>}
        >
          <TextField label={t('invite.application.find')} type="search" value={typed()} onInput={setTyped} />
          <ApplicationSelect form={props.form} found={all()} />
        </Show>
      )}
    </Panel>
  );
}

function ApplicationSelect(props: { readonly form: InviteForm; readonly found: readonly Application[] }) {
  const { t } = useHr();
  const id = createUniqueId();
  const known = useQuery(() => applicationQuery(props.form.draft.applicationId));
  const chosen = () => {
    const { applicationId } = props.form.draft;
    return props.found.find((one) => one.applicationId === applicationId) ?? dataOf(known);
  };
  // The chosen one stays among them, whatever is looked for next.
  const groups = () => {
    const one = chosen();
    return applicationsByJob(one === undefined || props.found.includes(one) ? [...props.found] : [one, ...props.found]);
  };
  const isWrong = () => props.form.isWrong('application');
  return (
    <div class="field">
      <label for={id}>{t('invite.application')}</label>
      <select
        id={id}
        class="input"
        aria-invalid={isWrong()}
        aria-describedby={isWrong() ? `${id}-error` : undefined}
        onChange={(event) => props.form.change({ applicationId: event.currentTarget.value })}
      >
        <option value="" selected={props.form.draft.applicationId === ''}>
          {t(groups().length === 0 ? 'invite.application.none' : 'invite.application.choose')}
        </option>
        <For each={groups()}>
          {(group) => (
            <optgroup label={group.title}>
              <For each={group.applications}>
                {(one) => (
                  <option value={one.applicationId} selected={one.applicationId === props.form.draft.applicationId}>
                    {one.candidate.name}, {one.candidate.email}
                  </option>
                )}
              </For>
            </optgroup>
          )}
        </For>
      </select>
      <Show when={isWrong()}>
        <p id={`${id}-error`} class="field-error">
          {t('invite.missing.application')}
        </p>
      </Show>
      <Show when={chosen()}>
        {(application) => (
          <p class="muted">{t('invite.language.known', { language: nameOf(application().candidate.locale) })}</p>
        )}
      </Show>
      <Show when={chosen()?.candidate.mailBounces}>
        <p class="field-error">{t('invite.suppressed')}</p>
      </Show>
    </div>
  );
}

function JobFields(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const { form } = props;
  return (
    <>
      <JobSelect form={form} />
      <Show when={form.draft.jobId === newJob}>
        <TextField
          label={t('invite.job.title')}
          value={form.draft.jobTitle}
          onInput={(jobTitle) => form.change({ jobTitle })}
          error={form.isWrong('jobTitle') ? t('invite.missing.jobTitle') : null}
        />
        <div class="field-pair">
          <TextField
            label={t('invite.job.department')}
            value={form.draft.department}
            onInput={(department) => form.change({ department })}
          />
          <TextField
            label={t('invite.job.location')}
            value={form.draft.location}
            onInput={(location) => form.change({ location })}
          />
        </div>
      </Show>
    </>
  );
}

function NewApplication(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const { form } = props;
  return (
    <>
      <JobFields form={form} />
      <div class="field-pair">
        <TextField
          label={t('invite.name')}
          value={form.draft.name}
          onInput={(name) => form.change({ name })}
          error={form.isWrong('name') ? t('invite.missing.name') : null}
        />
        <TextField
          label={t('invite.email')}
          type="email"
          value={form.draft.email}
          onInput={(email) => form.change({ email })}
          error={form.isWrong('email') ? t('invite.missing.email') : null}
        />
      </div>
      <LanguageField form={form} />
    </>
  );
}

function LanguageField(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t('invite.language')}</label>
      <select
        id={id}
        class="input"
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) =>
          props.form.change({ language: languages.find((one) => one === currentTarget.value) ?? 'en' })
        }
      >
        <For each={languages}>
          {(language) => (
            <option value={language} lang={language} selected={language === props.form.draft.language}>
              {languageNames[language]}
            </option>
          )}
        </For>
      </select>
      <p id={`${id}-hint`} class="muted">
        {t('invite.language.hint')}
      </p>
    </div>
  );
}

function nameOf(locale: string | null): string {
  return languageNames[languageOf([locale ?? 'en'])?.language ?? 'en'];
}

function JobSelect(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const jobs = useQuery(jobsQuery);
  const id = createUniqueId();
  const isWrong = () => props.form.isWrong('job');
  return (
    <div class="field">
      <label for={id}>{t('invite.job')}</label>
      <select
        id={id}
        class="input"
        aria-invalid={isWrong()}
        aria-describedby={isWrong() ? `${id}-error` : undefined}
        onChange={(event) => props.form.change({ jobId: event.currentTarget.value })}
      >
        <option value="" selected={props.form.draft.jobId === ''}>
          {t('invite.job.choose')}
        </option>
        <For each={dataOf(jobs)}>
          {(job) => (
            <option value={job.jobId} selected={job.jobId === props.form.draft.jobId}>
              {job.title}
            </option>
          )}
        </For>
        <option value={newJob} selected={props.form.draft.jobId === newJob}>
          {t('invite.job.new')}
        </option>
      </select>
      <Show when={isWrong()}>
        <p id={`${id}-error`} class="field-error">
          {t('invite.missing.job')}
        </p>
      </Show>
    </div>
  );
}
