import { mostPlaces, placesSchema } from '@interlude/shared/interview';
import { mergePolicy, type Policy } from '@interlude/shared/policy';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Index, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { api } from '../../api.ts';
import type { Template } from '../invite/invite.models.ts';
import { peopleQuery } from '../invite/invite.queries.ts';
import { TextField } from '../invite/text-field.tsx';
import { policyFields } from '../policy/policy-draft.models.ts';
import { createPolicyForm } from '../policy/policy-form.ts';
import { PolicySection } from '../policy/policy-section.tsx';
import { settingsQuery } from '../policy/settings.queries.ts';
import { DemandFields } from '../resources/demand-fields.tsx';
import { type DemandDraft, demandDrafts, demandProblem, demandsOf } from '../resources/resources.models.ts';
import { type Resource, resourcesQuery } from '../resources/resources.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogFoot, ProblemBanner } from '../shell/dialog-parts.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import {
  draftOf,
  emptyGroup,
  type GroupDraft,
  type PanelProblem,
  panelOf,
  panelProblems,
  qualifiedIn,
} from './panel.models.ts';

type Person = HrAnswers['people']['list'][number];

interface PanelFormProps {
  readonly template: Template;
  readonly onClose: () => void;
}

/** The groups of a template's panel (who may sit in each, how many, what they must know), its rooms and its policy. */
export function PanelForm(props: PanelFormProps) {
  const people = useQuery(peopleQuery);
  const resources = useQuery(resourcesQuery);
  const settings = useQuery(settingsQuery);
  return (
    <Panel query={people} skeleton={<RowsSkeleton rows={4} />}>
      {(all) => (
        <Panel query={resources} skeleton={<RowsSkeleton rows={4} />}>
          {(usable) => (
            <Panel query={settings} skeleton={<RowsSkeleton rows={4} />}>
              {(company) => (
                <Groups
                  {...props}
                  people={interviewersOf(all(), props.template)}
                  resources={usable()}
                  usual={mergePolicy(company().policy)}
                />
              )}
            </Panel>
          )}
        </Panel>
      )}
    </Panel>
  );
}

// Whoever is in the panel already is shown even when they may no longer be, so that they can be taken out.
function interviewersOf(people: readonly Person[], { panel }: Template): Person[] {
  const present = new Set<string>(panel.flatMap(({ anyOf }) => anyOf));
  const interviews = ({ roles }: Person) => roles.some((role) => role === 'interviewer' || role === 'hiring_manager');
  return people.filter((person) => present.has(person.personId) || (person.active && interviews(person)));
}

interface GroupsProps extends PanelFormProps {
  readonly people: readonly Person[];
  readonly resources: readonly Resource[];
  /** What holds where the template says nothing. */
  readonly usual: Policy;
}

function Groups(props: GroupsProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const [draft, setDraft] = createStore<{ groups: GroupDraft[]; demands: readonly DemandDraft[]; places: string }>({
    groups: draftOf(props.template.panel),
    demands: demandDrafts(props.template.resources),
    places: String(props.template.places),
  });
  const [isTried, setTried] = createSignal(false);
  const active = () => props.people.filter((person) => person.active);
  const problems = () => panelProblems(draft.groups, active());
  const places = () => placesSchema.safeParse(Number(draft.places.trim() || Number.NaN));
  const isWrong = () =>
    !places().success ||
    problems().isOnlyOptional ||
    problems().groups.some((group) => group.length > 0) ||
    draft.demands.some((demand) => demandProblem(demand, props.resources) !== null);
  const sent = createSubmit(
    () => {
      const { archived: _, version, ...template } = props.template;
      return api.templates.update.mutate({
        ...template,
        expectedVersion: version,
        panel: panelOf(draft.groups),
        resources: demandsOf(draft.demands),
        places: places().data,
        policy: policy.policy() ?? {},
      });
    },
    async ({ name }) => {
      props.onClose();
      say({ text: t('templates.done', { name }) });
      await queries.invalidateQueries({ queryKey: ['templates'] });
    },
  );

  const policy = createPolicyForm({
    present: props.template.policy,
    shown: policyFields,
    usual: () => props.usual,
    isTried,
    problem: sent.problem,
  });
  let form: HTMLFormElement | undefined;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (!isWrong() && policy.policy() !== null) await sent.submit();
    queueMicrotask(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  return (
    <form ref={form} class="stack" novalidate onSubmit={(event) => void submit(event)}>
      <Index each={draft.groups}>
        {(group, index) => (
          <GroupFields
            group={group()}
            number={index + 1}
            people={props.people}
            problems={isTried() ? (problems().groups[index] ?? []) : []}
            most={qualifiedIn(group(), active())}
            onChange={(part) => setDraft('groups', index, part)}
            onRemove={
              draft.groups.length > 1 ? () => setDraft('groups', (all) => all.filter((_, n) => n !== index)) : null
            }
          />
        )}
      </Index>
      <div class="action-row">
        <button type="button" class="button" onClick={() => setDraft('groups', draft.groups.length, emptyGroup)}>
          {t('panel.add')}
        </button>
      </div>
      <Show when={props.resources.length > 0}>
        <DemandFields
          drafts={draft.demands}
          resources={props.resources}
          isTried={isTried()}
          onChange={(demands) => setDraft('demands', demands)}
        />
      </Show>
      <TextField
        label={t('group.places')}
        value={draft.places}
        onInput={(text) => setDraft('places', text)}
        error={isTried() && !places().success ? t('group.places.wrong', { most: String(mostPlaces) }) : null}
        hint={t('group.places.hint')}
        isShort
        isNumeric
      />
      <Show when={isTried() && problems().isOnlyOptional}>
        <p role="alert" class="field-error">
          {t('panel.onlyOptional')}
        </p>
      </Show>
      <PolicySection form={policy} />
      <ProblemBanner problem={policy.isRefused() ? null : sent.problem()} />
      <DialogFoot label={t('templates.save')} isBusy={sent.isBusy()} onClose={props.onClose} />
    </form>
  );
}

interface GroupFieldsProps {
  readonly group: GroupDraft;
  readonly number: number;
  readonly people: readonly Person[];
  readonly problems: readonly PanelProblem[];
  /** How many of the chosen people qualify. */
  readonly most: number;
  readonly onChange: (part: Partial<GroupDraft>) => void;
  readonly onRemove: (() => void) | null;
}

function GroupFields(props: GroupFieldsProps) {
  const { t } = useHr();
  const number = () => String(props.number);
  return (
    <fieldset class="card stack">
      <legend class="hr-h2">{t('panel.group', { number: number() })}</legend>
      <PeopleChoice {...props} />
      <div class="field-pair">
        <TextField
          label={t('panel.count')}
          value={props.group.count}
          onInput={(count) => props.onChange({ count })}
          error={props.problems.includes('count') ? t('panel.count.wrong', { count: props.most }) : null}
          isShort
          isNumeric
        />
        <TextField
          label={t('panel.skills')}
          value={props.group.skills}
          onInput={(skills) => props.onChange({ skills })}
          error={props.problems.includes('skills') ? t('people.skills.wrong', { count: 10 }) : null}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={props.group.optional}
          onChange={(event) => props.onChange({ optional: event.currentTarget.checked })}
        />
        {t('panel.optional')}
      </label>
      <Show when={props.onRemove}>
        {(remove) => (
          <div class="action-row">
            <button type="button" class="button" onClick={() => remove()()}>
              {t('panel.remove', { number: number() })}
            </button>
          </div>
        )}
      </Show>
    </fieldset>
  );
}

function PeopleChoice(props: GroupFieldsProps) {
  const { t, text } = useHr();
  const toggle = (personId: string, isIn: boolean) => {
    const others = props.group.anyOf.filter((one) => one !== personId);
    props.onChange({ anyOf: isIn ? [...others, personId] : others });
  };
  return (
    <fieldset class="field">
      <legend>{t('panel.people')}</legend>
      <Show when={props.problems.includes('people')}>
        <p role="alert" class="field-error">
          {t('panel.people.missing')}
        </p>
      </Show>
      <For each={props.people}>
        {(person) => (
          <label class="check">
            <input
              type="checkbox"
              checked={props.group.anyOf.includes(person.personId)}
              onChange={(event) => toggle(person.personId, event.currentTarget.checked)}
            />
            <span>
              <bdi>{person.name}</bdi>
              <Show when={!person.active}>, {t('people.inactive')}</Show>
              <Show when={person.skills.length > 0}>
                {' '}
                <span class="muted">({text().formats.list(person.skills)})</span>
              </Show>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
