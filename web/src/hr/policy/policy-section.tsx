import { createUniqueId, For, Show } from 'solid-js';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { FoldedPart } from '../shell/folded-part.tsx';
import { choiceWord } from './choice-word.models.ts';
import { choicesOf, type PolicyField, typedIn } from './policy-draft.models.ts';
import type { PolicyForm } from './policy-form.ts';

const groups = {
  booking: ['bookingWindowDays', 'lastDate', 'minimumNotice', 'invitationValidFor', 'holdFor', 'waitlist.offerFor'],
  changes: ['reschedule.limit', 'reschedule.warnAt', 'reschedule.cutoff', 'cancel.cutoff'],
  // `feedbackDue` joins them once a page takes feedback.
  mails: ['reminders.candidate', 'reminders.interviewers', 'nudges'],
  day: [
    'confirmAttendance',
    'joinVisibleBefore',
    'noShowGrace',
    'completeAfter',
    'dropOut',
    'onConflict',
    'onDrift',
    'calendarAway',
  ],
  retake: ['retake.outcomes', 'retake.cooldown', 'retake.limit', 'retake.requestValidFor', 'retake.twoPerson'],
} as const satisfies Record<string, readonly PolicyField[]>;
const groupNames = Object.keys(groups) as (keyof typeof groups)[];

interface PolicySectionProps {
  readonly form: PolicyForm;
  readonly isInConflict: boolean;
}

/** The rules that differ from what is usual; closed until somebody wants to see them or has to. */
export function PolicySection(props: PolicySectionProps) {
  const { t } = useHr();
  const fieldsIn = (name: keyof typeof groups): readonly PolicyField[] =>
    groups[name].filter((field) => props.form.shown.includes(field));
  return (
    <FoldedPart
      isCalledFor={props.form.isAnyWrong() || props.isInConflict}
      title={
        <>
          {t('policy.title')}
          <span class="summary-more">
            {props.form.said() === 0 ? t('policy.said.none') : t('policy.said', { count: props.form.said() })}
          </span>
        </>
      }
    >
      <p class="muted">{t('policy.lead')}</p>
      <For each={groupNames.filter((name) => fieldsIn(name).length > 0)}>
        {(name) => (
          <fieldset class="field policy-group">
            <legend>{t(`policy.group.${name}`)}</legend>
            <div class="field-pair">
              <For each={fieldsIn(name)}>{(field) => <OneField form={props.form} field={field} />}</For>
            </div>
          </fieldset>
        )}
      </For>
    </FoldedPart>
  );
}

interface OneFieldProps {
  readonly form: PolicyForm;
  readonly field: PolicyField;
}

function OneField(props: OneFieldProps) {
  const { t } = useHr();
  return (
    <Show
      when={choicesOf(props.field)}
      fallback={
        <TextField
          label={t(`policy.${props.field}`)}
          value={props.form.draft[props.field]}
          placeholder={props.form.usualOf(props.field)}
          onInput={(text) => props.form.change({ [props.field]: text })}
          error={props.form.isWrong(props.field) ? t(`policy.wrong.${typedIn(props.field)}`) : null}
          isNumeric={typedIn(props.field) === 'count' || typedIn(props.field) === 'days'}
        />
      }
    >
      {(choices) => <ChoiceField {...props} choices={choices()} />}
    </Show>
  );
}

function ChoiceField(props: OneFieldProps & { readonly choices: readonly string[] }) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t(`policy.${props.field}`)}</label>
      <select
        id={id}
        class="input"
        onChange={(event) => props.form.change({ [props.field]: event.currentTarget.value })}
      >
        <option value="" selected={props.form.draft[props.field] === ''}>
          {t('policy.usual', { what: choiceWord(props.form.usualOf(props.field), t) })}
        </option>
        <For each={props.choices}>
          {(choice) => (
            <option value={choice} selected={choice === props.form.draft[props.field]}>
              {choiceWord(choice, t)}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
