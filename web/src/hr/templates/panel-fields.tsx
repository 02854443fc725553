import { For, Index, Show } from 'solid-js';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { emptyGroup, type GroupDraft, type PanelProblem, panelProblems, qualifiedIn } from './panel.models.ts';

export type Person = HrAnswers['people']['list'][number];

interface PanelFieldsProps {
  readonly groups: readonly GroupDraft[];
  readonly people: readonly Person[];
  readonly isTried: boolean;
  /** What the server refused of it. */
  readonly error: string | null;
  readonly onChange: (groups: readonly GroupDraft[]) => void;
}

/** The groups of a panel: who may sit in each, how many of them, and what they must know. */
export function PanelFields(props: PanelFieldsProps) {
  const { t } = useHr();
  const active = () => props.people.filter((person) => person.active);
  const problems = () => panelProblems(props.groups, active());
  const change = (index: number, part: Partial<GroupDraft>) =>
    props.onChange(props.groups.map((group, n) => (n === index ? { ...group, ...part } : group)));
  return (
    <>
      <Show when={props.people.length === 0}>
        <p class="field-error">{t('panel.people.none')}</p>
      </Show>
      <Index each={props.groups}>
        {(group, index) => (
          <GroupFields
            group={group()}
            number={index + 1}
            people={props.people}
            problems={props.isTried ? (problems().groups[index] ?? []) : []}
            most={qualifiedIn(group(), active())}
            onChange={(part) => change(index, part)}
            onRemove={props.groups.length > 1 ? () => props.onChange(props.groups.filter((_, n) => n !== index)) : null}
          />
        )}
      </Index>
      <div class="action-row">
        <button type="button" class="button" onClick={() => props.onChange([...props.groups, emptyGroup])}>
          {t('panel.add')}
        </button>
      </div>
      <Show when={props.error ?? (props.isTried && problems().isOnlyOptional ? t('panel.onlyOptional') : null)}>
        {(error) => (
          <p role="alert" class="field-error">
            {error()}
          </p>
        )}
      </Show>
    </>
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
  // Of nobody no number is right, and that nobody is chosen is said already.
  const isCountWrong = () => props.problems.includes('count') && !props.problems.includes('people');
  return (
    <fieldset class="card stack">
      <legend class="hr-h2">{t('panel.group', { number: number() })}</legend>
      <PeopleChoice {...props} />
      <div class="field-pair">
        <TextField
          label={t('panel.count')}
          value={props.group.count}
          onInput={(count) => props.onChange({ count })}
          error={isCountWrong() ? t('panel.count.wrong', { count: props.most }) : null}
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
              aria-invalid={props.problems.includes('people')}
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
