import { languageNames, languageOf, languages } from '@interlude/shared/language/languages';
import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import type { Problem } from '../../api.ts';
import { createIntent } from '../../idempotency.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import type { Candidate } from './records.queries.ts';

interface CandidateDialogProps {
  readonly isOpen: boolean;
  /** Null for somebody new. */
  readonly candidate: Candidate | null;
  readonly onClose: () => void;
}

export function CandidateDialog(props: CandidateDialogProps) {
  const { t } = useHr();
  return (
    <HrDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={props.candidate === null ? t('candidates.add') : t('candidates.edit', { name: props.candidate.name })}
    >
      <CandidateForm {...props} />
    </HrDialog>
  );
}

type Fault = 'email.wrong' | 'email.taken' | 'zone.wrong';

/** Which field the server refused, where it is one of these. */
function faultOf(problem: Problem | null): Fault | null {
  if (problem?.kind !== 'refused') return null;
  const { refusal } = problem;
  if (refusal.code === 'time_zone_invalid') return 'zone.wrong';
  if (refusal.code !== 'invalid_input') return null;
  const issue = refusal.issues.find(({ path }) => path === 'email');
  if (issue === undefined) return null;
  return issue.message === 'is taken' ? 'email.taken' : 'email.wrong';
}

type Said = Readonly<Record<string, string>>;

/** What nobody touched here stays as it is by now: somebody else may have corrected it. */
async function correct({ candidateId }: Candidate, first: Said, said: Said) {
  const changed = Object.fromEntries(Object.entries(said).filter(([field, text]) => text !== first[field]));
  if (Object.keys(changed).length > 0) await api.candidates.update.mutate({ candidateId, ...changed });
  return { candidateId, isNew: false };
}

function CandidateForm(props: CandidateDialogProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const known = props.candidate;
  const [draft, setDraft] = createStore({
    name: known?.name ?? '',
    email: known?.email ?? '',
    zone: known?.zone ?? '',
    locale: known?.locale ?? '',
  });
  const first = { ...draft };
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  const isNameWrong = () => draft.name.trim() === '' || draft.name.trim().length > 120;
  const isEmailWrong = () => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim());
  const sent = createSubmit(
    async () => {
      const zone = draft.zone.trim();
      const said = {
        name: draft.name.trim(),
        email: draft.email.trim(),
        ...(zone === '' ? {} : { zone }),
        ...(draft.locale === '' ? {} : { locale: draft.locale }),
      };
      if (known === null) return await api.candidates.create.mutate({ ...said, idempotencyKey: intent.keyFor(said) });
      return await correct(known, first, said);
    },
    async ({ candidateId, isNew }) => {
      props.onClose();
      const page = `/hr/candidates/${candidateId}`;
      const added = t(isNew ? 'candidates.added' : 'candidates.known', { name: draft.name.trim() });
      say(known === null ? { text: added, leadsTo: page } : { text: t('records.saved') });
      await Promise.all(
        ['candidates', 'applications', 'interviews', 'jobs'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
      if (known === null) navigate(page);
    },
  );
  const fault = () => (isTried() && isEmailWrong() ? 'email.wrong' : faultOf(sent.problem()));

  const ofEmail = (what: Fault | null) => (what === null || what === 'zone.wrong' ? null : t(`candidates.${what}`));

  async function submit() {
    setTried(true);
    sent.clear();
    if (!isNameWrong() && !isEmailWrong()) await sent.submit();
  }

  return (
    <DialogForm
      onSubmit={submit}
      onClose={props.onClose}
      label={t('records.save')}
      isNew={props.candidate === null}
      isBusy={sent.isBusy()}
      problem={fault() === null ? sent.problem() : null}
    >
      <TextField
        label={t('candidates.name')}
        value={draft.name}
        onInput={(text) => setDraft('name', text)}
        error={isTried() && isNameWrong() ? t('candidates.name.wrong') : null}
      />
      <TextField
        label={t('candidates.email')}
        type="email"
        value={draft.email}
        onInput={(text) => setDraft('email', text)}
        hint={known === null ? '' : t('candidates.email.hint')}
        error={ofEmail(fault())}
      />
      <TextField
        label={t('candidates.zone')}
        value={draft.zone}
        onInput={(text) => setDraft('zone', text)}
        hint={t(props.candidate === null ? 'candidates.zone.new' : 'candidates.zone.hint')}
        error={fault() === 'zone.wrong' ? t('candidates.zone.wrong') : null}
      />
      <LanguageSelect locale={draft.locale} onChange={(locale) => setDraft('locale', locale)} />
    </DialogForm>
  );
}

function LanguageSelect(props: { readonly locale: string; readonly onChange: (locale: string) => void }) {
  const { t } = useHr();
  const id = createUniqueId();
  const chosen = () => languageOf([props.locale])?.language;
  return (
    <div class="field">
      <label for={id}>{t('candidates.language')}</label>
      <select id={id} class="input" onChange={({ currentTarget }) => props.onChange(currentTarget.value)}>
        <Show when={props.locale === ''}>
          <option value="" selected>
            {t('candidates.language.none')}
          </option>
        </Show>
        <For each={languages}>
          {(language) => (
            // What is kept may name a region too: choosing the same language leaves it.
            <option
              value={language === chosen() ? props.locale : language}
              lang={language}
              selected={props.locale !== '' && language === chosen()}
            >
              {languageNames[language]}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
