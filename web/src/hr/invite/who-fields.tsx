import { languageNames, languageOf, languages } from '@interlude/shared/language/languages';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { jobsQuery } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { type Application, applicationsByJob, newJob } from './invite.models.ts';
import { applicationsQuery } from './invite.queries.ts';
import type { InviteForm } from './invite-form.ts';
import { TextField } from './text-field.tsx';

const sources = ['existing', 'new'] as const;
const fewApplications = 12;

/** Whom to invite: an application on file, or a new one with its candidate and, if need be, its job. */
export function WhoFields(props: { readonly form: InviteForm }) {
  const { t, may } = useHr();
  return (
    <section class="card stack" aria-labelledby="invite-who">
      <h2 id="invite-who" class="hr-h2">
        {t('invite.who')}
      </h2>
      <Show when={may('jobs:write')}>
        <ChoiceGroup
          legend={t('invite.source')}
          codes={sources}
          labelOf={(source) => t(`invite.source.${source}`)}
          chosen={props.form.draft.source}
          onChoose={(source) => props.form.change({ source })}
          error={null}
        />
      </Show>
      <Show when={props.form.draft.source === 'existing'} fallback={<NewApplication form={props.form} />}>
        <ExistingApplication form={props.form} />
      </Show>
    </section>
  );
}

function ExistingApplication(props: { readonly form: InviteForm }) {
  const { t } = useHr();
  const applications = useQuery(applicationsQuery);
  return (
    <Panel query={applications} skeleton={<RowsSkeleton rows={2} />}>
      {(all) => (
        <Show when={all().length > 0} fallback={<p>{t('invite.application.empty')}</p>}>
          <ApplicationSelect form={props.form} all={all()} />
        </Show>
      )}
    </Panel>
  );
}

function ApplicationSelect(props: { readonly form: InviteForm; readonly all: readonly Application[] }) {
  const { t } = useHr();
  const id = createUniqueId();
  const [search, setSearch] = createSignal('');
  const groups = () => applicationsByJob(props.all, search());
  const chosen = () => props.all.find(({ applicationId }) => applicationId === props.form.draft.applicationId);
  const isWrong = () => props.form.isWrong('application');
  return (
    <>
      <Show when={props.all.length > fewApplications}>
        <TextField label={t('invite.application.find')} type="search" value={search()} onInput={setSearch} />
      </Show>
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
              <optgroup label={group.jobTitle}>
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
    </>
  );
}

function NewApplication(props: { readonly form: InviteForm }) {
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

function nameOf(locale: string): string {
  return languageNames[languageOf([locale])?.language ?? 'en'];
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
