import { keepPreviousData, useQuery } from '@tanstack/solid-query';
import { createUniqueId, For, Index, Show } from 'solid-js';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { dateInstant } from '../../time/formats.models.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { datesQuery } from './availability.queries.ts';
import type { AvailabilityForm } from './availability-form.ts';
import {
  dateOf,
  datesFrom,
  draftRule,
  type Effect,
  effects,
  nthOf,
  type RecurringDraft,
  type RecurringProblem,
  type Repeat,
  recurringProblems,
  repeats,
  ruleOf,
} from './recurring.models.ts';

interface RecurringFieldsProps {
  readonly form: AvailabilityForm;
}

/** Hours on every second Tuesday and the like, each with the dates it falls on next. */
export function RecurringFields(props: RecurringFieldsProps) {
  const { t } = useHr();
  return (
    <fieldset class="field">
      <legend>{t('recur.title')}</legend>
      <p class="field-hint">{t('recur.hint')}</p>
      <div class="stack">
        <Index each={props.form.draft.recurring}>
          {(draft, index) => <OneRule form={props.form} draft={draft()} index={index} />}
        </Index>
        <Show when={props.form.draft.recurring.length < 20}>
          <div class="action-row">
            <button type="button" class="button" onClick={() => props.form.addRecurring()}>
              {t('recur.add')}
            </button>
          </div>
        </Show>
      </div>
    </fieldset>
  );
}

interface OneRuleProps extends RecurringFieldsProps {
  readonly draft: RecurringDraft;
  readonly index: number;
}

function OneRule(props: OneRuleProps) {
  const { t } = useHr();
  const number = () => String(props.index + 1);
  const change = (part: Partial<RecurringDraft>) => props.form.changeRecurring(props.index, part);
  const wrong = (problem: RecurringProblem) =>
    props.form.isShownWrong(recurringProblems(props.draft).includes(problem)) ? t(`recur.${problem}.wrong`) : null;
  return (
    <fieldset class="card stack">
      <legend class="hr-h2">{t('recur.rule', { number: number() })}</legend>
      <div class="field-pair">
        <FirstDay value={props.draft.startsOn} error={wrong('startsOn')} onInput={(startsOn) => change({ startsOn })} />
        <RepeatChoice draft={props.draft} onChoose={(repeat) => change({ repeat })} />
        <Show when={props.draft.repeat === 'own'}>
          <TextField
            label={t('recur.own')}
            value={props.draft.rule}
            onInput={(rule) => change({ rule })}
            hint={t('recur.own.hint')}
            error={wrong('rule')}
          />
        </Show>
        <EffectChoice effect={props.draft.effect} onChoose={(effect) => change({ effect })} />
        <Show when={props.draft.effect !== 'off'}>
          <TextField
            label={t('recur.hours')}
            value={props.draft.hours}
            onInput={(hours) => change({ hours })}
            hint={t('recur.hours.hint')}
            error={wrong('hours')}
          />
        </Show>
        <TextField
          label={t('recur.exceptions')}
          value={props.draft.exceptions}
          onInput={(exceptions) => change({ exceptions })}
          hint={t('recur.exceptions.hint')}
          error={wrong('exceptions')}
        />
      </div>
      <NextDates personId={props.form.personId} zone={props.form.draft.zone} draft={props.draft} />
      <div class="action-row">
        <button type="button" class="button" onClick={() => props.form.removeRecurring(props.index)}>
          {t('recur.remove', { number: number() })}
        </button>
      </div>
    </fieldset>
  );
}

interface FirstDayProps {
  readonly value: string;
  readonly error: string | null;
  readonly onInput: (date: string) => void;
}

function FirstDay(props: FirstDayProps) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t('recur.startsOn')}</label>
      <input
        id={id}
        type="date"
        class="input"
        min="2020-01-01"
        max="2036-12-31"
        value={props.value}
        aria-invalid={props.error !== null}
        aria-describedby={props.error === null ? undefined : `${id}-note`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.error}>
        <p id={`${id}-note`} class="field-error">
          {props.error}
        </p>
      </Show>
    </div>
  );
}

function RepeatChoice(props: { readonly draft: RecurringDraft; readonly onChoose: (repeat: Repeat) => void }) {
  const { t } = useHr();
  const { formats } = useI18n();
  const id = createUniqueId();
  // A rule that the first day does not determine, or that falls in few months only, is not offered.
  const offered = () =>
    repeats.filter((repeat) => {
      const isCommon = repeat !== 'nth' || nthOf(props.draft.startsOn) < 5;
      return repeat === 'own' || repeat === props.draft.repeat || (isCommon && ruleOf(repeat, props.draft.startsOn));
    });
  const words = (repeat: Repeat) => {
    const { startsOn } = props.draft;
    if (repeat === 'own' || ruleOf(repeat, startsOn) === null) return t('recur.repeat.own');
    const weekday = formats().weekday(dateInstant(startsOn));
    const nth = t(`recur.nth.${nthOf(startsOn) as 1 | 2 | 3 | 4 | 5}`);
    return t(`recur.repeat.${repeat}`, { weekday, nth, date: String(dateOf(startsOn)) });
  };
  return (
    <div class="field">
      <label for={id}>{t('recur.repeat')}</label>
      <select id={id} class="input" onChange={(event) => props.onChoose(event.currentTarget.value as Repeat)}>
        <For each={offered()}>
          {(repeat) => (
            <option value={repeat} selected={repeat === props.draft.repeat}>
              {words(repeat)}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

function EffectChoice(props: { readonly effect: Effect; readonly onChoose: (effect: Effect) => void }) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t('recur.effect')}</label>
      <select id={id} class="input" onChange={(event) => props.onChoose(event.currentTarget.value as Effect)}>
        <For each={effects}>
          {(effect) => (
            <option value={effect} selected={effect === props.effect}>
              {t(`recur.effect.${effect}`)}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

interface NextDatesProps {
  readonly personId: string;
  readonly zone: string;
  readonly draft: RecurringDraft;
}

function NextDates(props: NextDatesProps) {
  const { t, text } = useHr();
  const { formats } = useI18n();
  const asked = () => {
    const problems = recurringProblems(props.draft).filter((problem) => problem !== 'hours');
    const rule = draftRule(props.draft);
    if (problems.length > 0 || rule === null) return null;
    const exceptions = datesFrom(props.draft.exceptions) ?? [];
    return { personId: props.personId, zone: props.zone.trim(), rule, startsOn: props.draft.startsOn, exceptions };
  };
  const next = useQuery(() => ({ ...datesQuery(asked()), placeholderData: keepPreviousData }));
  const dates = () => (asked() === null ? undefined : dataOf(next)?.dates);
  const list = (each: readonly string[]) =>
    text().formats.list(each.map((date) => formats().shortDay(dateInstant(date))));
  return (
    <p class="muted" role="status">
      <Show when={dates()} fallback={t('recur.next.unknown')}>
        {(each) => (
          <Show when={each().length > 0} fallback={t('recur.next.none')}>
            {t('recur.next', { dates: list(each()) })}
          </Show>
        )}
      </Show>
    </p>
  );
}
