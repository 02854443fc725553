import { interviewTypes, type StaffRole, staffRoles } from '@interlude/shared/booking/terms';
import { type Language, languageNames, languages } from '@interlude/shared/language/languages';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { createIntent } from '../../idempotency.ts';
import { LinesField, TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { areSkillsWrong, skillsFrom } from '../templates/panel.models.ts';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { Person } from './people.queries.ts';
import { kindsOf, type TypeCode } from './person-words.ts';

const mostSkills = 50;
export const longestAbout = 200;
const most = { perDay: 50, perWeek: 200 } as const;

interface PersonFormProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Everything an administrator changes about somebody, in one dialog. */
export function PersonForm(props: PersonFormProps) {
  const p = usePartWords(enPeople);
  return (
    <HrDialog isOpen={props.isOpen} onClose={props.onClose} title={p('edit.title', { name: props.person.name })} isWide>
      <Show when={props.isOpen}>
        <Form person={props.person} onClose={props.onClose} />
      </Show>
    </HrDialog>
  );
}

function draftOf(person: Person) {
  const { name, title, about, roles, zone, locale, skills, caps } = person;
  return {
    name,
    title: title ?? '',
    about: about ?? '',
    roles: [...roles],
    zone,
    locale,
    interviewTypes: kindsOf(person),
    skills: skills.join(', '),
    perDay: String(caps.perDay ?? ''),
    perWeek: String(caps.perWeek ?? ''),
  };
}

type Draft = ReturnType<typeof draftOf>;

/** Undefined for what is no number that a limit can be. */
function capFrom(text: string, limit: number): number | null | undefined {
  const digits = text.trim();
  if (digits === '') return null;
  const number = /^\d{1,3}$/.test(digits) ? Number(digits) : 0;
  return number >= 1 && number <= limit ? number : undefined;
}

function isDraftWrong(draft: Draft): boolean {
  return (
    draft.name.trim() === '' ||
    draft.roles.length === 0 ||
    draft.about.trim().length > longestAbout ||
    areSkillsWrong(skillsFrom(draft.skills), mostSkills) ||
    capFrom(draft.perDay, most.perDay) === undefined ||
    capFrom(draft.perWeek, most.perWeek) === undefined
  );
}

function Form(props: { readonly person: Person; readonly onClose: () => void }) {
  const { say } = useHr();
  const p = usePartWords(enPeople);
  const queries = useQueryClient();
  const intent = createIntent();
  // The version belongs to what is shown, also after somebody else has saved.
  const { personId, version: expectedVersion } = props.person;
  const [draft, setDraft] = createStore(draftOf(props.person));
  const [isTried, setTried] = createSignal(false);
  const sent = createSubmit(
    () => {
      const given = {
        personId,
        expectedVersion,
        name: draft.name.trim(),
        title: draft.title.trim() || null,
        about: draft.about.trim() || null,
        roles: [...draft.roles],
        zone: draft.zone.trim(),
        locale: draft.locale,
        interviewTypes: [...draft.interviewTypes],
        skills: skillsFrom(draft.skills),
        caps: {
          perDay: capFrom(draft.perDay, most.perDay) ?? null,
          perWeek: capFrom(draft.perWeek, most.perWeek) ?? null,
        },
      };
      return api.people.update.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
    },
    async ({ name }) => {
      intent.settled();
      props.onClose();
      say({ text: p('edit.saved', { name }) });
      await Promise.all(['people', 'interviews'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  );
  const submit = async () => {
    setTried(true);
    if (!isDraftWrong(draft)) await sent.submit();
  };
  return (
    <DialogForm
      onSubmit={submit}
      onClose={props.onClose}
      label={p('edit.save')}
      isBusy={sent.isBusy()}
      problem={sent.problem()}
    >
      <SaidFields draft={draft} onChange={setDraft} isTried={isTried()} />
      <RoleFields roles={draft.roles} onChange={(roles) => setDraft({ roles })} isTried={isTried()} />
      <WorkFields draft={draft} onChange={setDraft} />
    </DialogForm>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function SaidFields(props: FieldsProps & { readonly isTried: boolean }) {
  const p = usePartWords(enPeople);
  const count = () => props.draft.about.trim().length;
  return (
    <>
      <div class="field-pair">
        <TextField
          label={p('person.name')}
          value={props.draft.name}
          onInput={(name) => props.onChange({ name })}
          error={props.isTried && props.draft.name.trim() === '' ? p('edit.name.missing') : null}
        />
        <TextField label={p('person.title')} value={props.draft.title} onInput={(title) => props.onChange({ title })} />
      </div>
      <LinesField
        label={p('person.about')}
        value={props.draft.about}
        onInput={(about) => props.onChange({ about })}
        rows={2}
        hint={p('edit.about.hint', { count: count() })}
        error={count() > longestAbout ? p('edit.about.long', { count: count() }) : null}
      />
    </>
  );
}

interface RoleFieldsProps {
  readonly roles: readonly StaffRole[];
  readonly onChange: (roles: StaffRole[]) => void;
  readonly isTried: boolean;
}

export function RoleFields(props: RoleFieldsProps) {
  const { t } = useHr();
  const p = usePartWords(enPeople);
  const id = createUniqueId();
  const isMissing = () => props.isTried && props.roles.length === 0;
  const set = (role: StaffRole, isOn: boolean) =>
    props.onChange(staffRoles.filter((one) => (one === role ? isOn : props.roles.includes(one))));
  return (
    <fieldset class="field" aria-describedby={isMissing() ? id : undefined}>
      <legend>{p('person.roles')}</legend>
      <div class="checks">
        <For each={staffRoles}>
          {(role) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.roles.includes(role)}
                aria-invalid={isMissing()}
                onChange={(event) => set(role, event.currentTarget.checked)}
              />
              {t(`role.${role}`)}
            </label>
          )}
        </For>
      </div>
      <Show when={isMissing()}>
        <p id={id} class="field-error">
          {p('edit.roles.missing')}
        </p>
      </Show>
    </fieldset>
  );
}

interface TypeFieldsProps {
  readonly types: readonly TypeCode[];
  readonly onChange: (types: TypeCode[]) => void;
}

export function TypeFields(props: TypeFieldsProps) {
  const { t: common } = useI18n();
  const p = usePartWords(enPeople);
  const set = (type: TypeCode, isOn: boolean) =>
    props.onChange(interviewTypes.filter((one) => (one === type ? isOn : props.types.includes(one))));
  return (
    <fieldset class="field">
      <legend>{p('person.types')}</legend>
      <div class="checks">
        <For each={interviewTypes}>
          {(type) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.types.includes(type)}
                onChange={(event) => set(type, event.currentTarget.checked)}
              />
              {common(`type.${type}`)}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

function WorkFields(props: FieldsProps) {
  const p = usePartWords(enPeople);
  const areWrong = () => areSkillsWrong(skillsFrom(props.draft.skills), mostSkills);
  const capError = (text: string, limit: number) =>
    capFrom(text, limit) === undefined ? p('edit.caps.wrong', { most: String(limit) }) : null;
  return (
    <>
      <TypeFields types={props.draft.interviewTypes} onChange={(types) => props.onChange({ interviewTypes: types })} />
      <TextField
        label={p('edit.skills')}
        value={props.draft.skills}
        onInput={(skills) => props.onChange({ skills })}
        hint={p('edit.skills.hint')}
        error={areWrong() ? p('edit.skills.wrong', { count: mostSkills }) : null}
      />
      <div class="field-pair">
        <TextField
          label={p('edit.perDay')}
          value={props.draft.perDay}
          onInput={(perDay) => props.onChange({ perDay })}
          hint={p('edit.caps.hint')}
          error={capError(props.draft.perDay, most.perDay)}
          isNumeric
        />
        <TextField
          label={p('edit.perWeek')}
          value={props.draft.perWeek}
          onInput={(perWeek) => props.onChange({ perWeek })}
          hint={p('edit.caps.hint')}
          error={capError(props.draft.perWeek, most.perWeek)}
          isNumeric
        />
      </div>
      <div class="field-pair">
        <TextField
          label={p('person.zone')}
          value={props.draft.zone}
          onInput={(zone) => props.onChange({ zone })}
          hint={p('edit.zone.hint')}
        />
        <LanguageField
          label={p('person.locale')}
          locale={props.draft.locale}
          onChange={(locale) => props.onChange({ locale })}
        />
      </div>
    </>
  );
}

interface LanguageFieldProps {
  readonly label: string;
  readonly locale: string;
  readonly onChange: (locale: Language) => void;
}

/** One of the languages that mails are written in; a region that somebody had stays until another is chosen. */
export function LanguageField(props: LanguageFieldProps) {
  const id = createUniqueId();
  const isOf = (language: Language) => props.locale.split('-')[0] === language.split('-')[0];
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        class="input"
        onChange={({ currentTarget: { value } }) => props.onChange(languages.find((one) => one === value) ?? 'en')}
      >
        <For each={languages}>
          {(language) => (
            <option value={language} lang={language} selected={isOf(language)}>
              {languageNames[language]}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
