import { panelLimits } from '@interlude/shared/booking/panel-rules';
import { createMemo, For, Index, Show } from 'solid-js';
import type { LineField } from '../drafts/draft.models.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { HrAnswers } from '../session/session.queries.ts';
import { emptyGroup, type GroupDraft, mostSeats, type PanelProblem, panelProblems } from './panel.models.ts';

export type Person = HrAnswers['people']['list'][number];

interface PanelFieldsProps {
  readonly groups: readonly GroupDraft[];
  readonly people: readonly Person[];
  readonly isTried: boolean;
  readonly error: string | null;
  /** Whether the candidate calls, so that a group may have a number of its own. */
  readonly areCalled: boolean;
  readonly lineErrorOf: (field: LineField, group: number) => string | null;
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
            isCalled={props.areCalled}
            isAlone={props.groups.length === 1}
            lineErrorOf={(field) => props.lineErrorOf(field, index)}
            problems={props.isTried ? (problems().groups[index] ?? []) : []}
            most={mostSeats(group(), active())}
            onChange={(part) => change(index, part)}
            onRemove={props.groups.length > 1 ? () => props.onChange(props.groups.filter((_, n) => n !== index)) : null}
          />
        )}
      </Index>
      <Show when={props.groups.length < panelLimits.groups}>
        <div class="action-row">
          <button type="button" class="button" onClick={() => props.onChange([...props.groups, emptyGroup])}>
            {t('panel.add')}
          </button>
        </div>
      </Show>
      <Show when={props.error}>
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
  readonly isCalled: boolean;
  readonly isAlone: boolean;
  readonly lineErrorOf: (field: LineField) => string | null;
  readonly most: number;
  readonly onChange: (part: Partial<GroupDraft>) => void;
  readonly onRemove: (() => void) | null;
}

function GroupFields(props: GroupFieldsProps) {
  const { t } = useHr();
  const number = () => String(props.number);
  // The only group needs none of its own, but one that was typed is sent, so it stays in sight.
  const hasLine = createMemo(
    (had: boolean) => had || props.group.callNumber !== '' || props.group.callCode !== '',
    false,
  );
  // With nobody chosen every number is wrong, and that nobody is chosen is said already.
  const isCountWrong = () => props.problems.includes('count') && !props.problems.includes('people');
  const countWrong = () =>
    props.most === panelLimits.seats
      ? t('panel.count.bounds', { most: String(props.most) })
      : t('panel.count.wrong', { count: props.most });
  return (
    <fieldset class="card stack">
      <legend class="hr-h2">{t('panel.group', { number: number() })}</legend>
      <PeopleChoice {...props} />
      <div class="field-pair">
        <TextField
          label={t('panel.count')}
          value={props.group.count}
          onInput={(count) => props.onChange({ count })}
          error={isCountWrong() ? countWrong() : null}
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
      <Show when={props.isCalled && (!props.isAlone || hasLine())}>
        <div class="field-pair">
          <TextField
            label={t('panel.callNumber')}
            value={props.group.callNumber}
            onInput={(callNumber) => props.onChange({ callNumber })}
            error={props.lineErrorOf('callNumber')}
          />
          <TextField
            label={t('draft.callCode')}
            value={props.group.callCode}
            onInput={(callCode) => props.onChange({ callCode })}
            error={props.lineErrorOf('callCode')}
          />
        </div>
      </Show>
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
  const isWrong = () => props.problems.includes('people') || props.problems.includes('tooMany');
  const toggle = (personId: string, isIn: boolean) => {
    const others = props.group.anyOf.filter((one) => one !== personId);
    props.onChange({ anyOf: isIn ? [...others, personId] : others });
  };
  return (
    <fieldset class="field">
      <legend>{t('panel.people')}</legend>
      <Show when={isWrong()}>
        <p role="alert" class="field-error">
          {props.problems.includes('people')
            ? t('panel.people.missing')
            : t('panel.people.tooMany', { most: String(panelLimits.people) })}
        </p>
      </Show>
      <For each={props.people}>
        {(person) => (
          <label class="check">
            <input
              type="checkbox"
              checked={props.group.anyOf.includes(person.personId)}
              aria-invalid={isWrong()}
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
