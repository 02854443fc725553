import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import { peopleQuery } from '../invite/invite.queries.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { areSkillsWrong, skillsFrom } from '../templates/panel.models.ts';

type Person = HrAnswers['people']['list'][number];

const mostSkills = 50;

/** `/hr/people`: everybody of the company with roles and skills; administrators change the skills. */
export function PeoplePage() {
  const { t, may } = useHr();
  const people = useQuery(() => ({ ...peopleQuery(), enabled: may('people:read') }));
  const [edited, setEdited] = createSignal<Person | null>(null);
  return (
    <Show when={may('people:read')} fallback={<NotForYourRole />}>
      <PageHead title={t('people.title')} />
      <p class="muted page-lead">{t('people.lead')}</p>
      <Panel query={people} skeleton={<RowsSkeleton rows={4} />}>
        {(all) => (
          <Show when={all().length > 0} fallback={<EmptyState glyph="person" title={t('people.none')} lead="" />}>
            <ul class="stack" aria-label={t('people.title')}>
              <For each={all()}>{(person) => <PersonCard person={person} onEdit={() => setEdited(person)} />}</For>
            </ul>
          </Show>
        )}
      </Panel>
      <SkillsDialog person={edited()} onClose={() => setEdited(null)} />
    </Show>
  );
}

function PersonCard(props: { readonly person: Person; readonly onEdit: () => void }) {
  const { t, may, text } = useHr();
  const roles = () => text().formats.list(props.person.roles.map((role) => t(`role.${role}`)));
  return (
    <li class="card">
      <div class="action-row">
        <div class="min-w-0 flex-1">
          <h2 class="hr-h2">
            <bdi>{props.person.name}</bdi>
          </h2>
          <p class="muted">
            {roles()}
            <Show when={!props.person.active}>, {t('people.inactive')}</Show>
          </p>
          <p>
            {t('people.skills')}:{' '}
            <Show when={props.person.skills.length > 0} fallback={<span class="muted">{t('people.skills.none')}</span>}>
              {text().formats.list(props.person.skills)}
            </Show>
          </p>
        </div>
        <Show when={may('people:write')}>
          <button
            type="button"
            class="button"
            aria-label={t('people.skills.edit', { name: props.person.name })}
            onClick={() => props.onEdit()}
          >
            {t('people.skills.do')}
          </button>
        </Show>
      </div>
    </li>
  );
}

function SkillsDialog(props: { readonly person: Person | null; readonly onClose: () => void }) {
  const { t } = useHr();
  return (
    <HrDialog
      isOpen={props.person !== null}
      onClose={props.onClose}
      title={t('people.skills.edit', { name: props.person?.name ?? '' })}
    >
      <Show when={props.person}>{(person) => <SkillsForm person={person()} onClose={props.onClose} />}</Show>
    </HrDialog>
  );
}

function SkillsForm(props: { readonly person: Person; readonly onClose: () => void }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  // The version belongs to the skills shown, also after somebody else has saved others.
  const { personId, version: expectedVersion, skills: known } = props.person;
  const [typed, setTyped] = createSignal(known.join(', '));
  const intent = createIntent();
  const isWrong = () => areSkillsWrong(skillsFrom(typed()), mostSkills);
  const sent = createSubmit(
    () => {
      const given = { personId, expectedVersion, skills: skillsFrom(typed()) };
      return api.people.update.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
    },
    async ({ name }) => {
      intent.settled();
      props.onClose();
      say({ text: t('people.skills.done', { name }) });
      await Promise.all(['people', 'interviews'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  );

  const submit = async () => {
    if (!isWrong()) await sent.submit();
  };

  return (
    <DialogForm
      onSubmit={submit}
      onClose={props.onClose}
      label={t('people.skills.save')}
      isBusy={sent.isBusy()}
      problem={sent.problem()}
    >
      <TextField
        label={t('people.skills.label')}
        value={typed()}
        onInput={setTyped}
        hint={t('people.skills.hint')}
        error={isWrong() ? t('people.skills.wrong', { count: mostSkills }) : null}
      />
    </DialogForm>
  );
}
