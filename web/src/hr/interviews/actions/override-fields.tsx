import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { createEffect, For, on, Show } from 'solid-js';
import { ChoiceGroup, WordsField } from '../../../ui/choice-group.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { reasonWord } from '../../words/state-words.models.ts';
import type { OverrideForm } from './override-form.ts';

interface OverrideFieldsProps {
  readonly form: OverrideForm;
  readonly isMissing: boolean;
}

/** Which rules stand in the way, and the way to book anyway: a tick, a reason, and what of it is kept. */
export function OverrideFields(props: OverrideFieldsProps) {
  const { t } = useHr();
  let tick: HTMLInputElement | undefined;
  // The refusal has been read out, so the focus goes to the way on.
  createEffect(on(props.form.rules, (rules) => rules.length > 0 && !props.form.isWanted() && tick?.focus()));
  return (
    <Show when={props.form.rules().length > 0}>
      <fieldset class="override">
        <legend class="means-title">{t('override.title')}</legend>
        <ul>
          <For each={props.form.rules()}>{(rule) => <li>{t(`override.rule.${rule}`)}</li>}</For>
        </ul>
        <label class="check">
          <input
            ref={tick}
            type="checkbox"
            checked={props.form.isWanted()}
            onChange={(event) => props.form.setWanted(event.currentTarget.checked)}
          />
          {t('override.do')}
        </label>
        <Show when={props.form.isWanted()}>
          <ChoiceGroup
            legend={t('override.reason')}
            codes={reasonCodes.override}
            labelOf={(code) => reasonWord(code, t)}
            chosen={props.form.code()}
            onChoose={props.form.setCode}
            error={props.isMissing ? t('override.reason.missing') : null}
          />
          <WordsField label={t('override.reason.text')} value={props.form.words()} onInput={props.form.setWords} />
          <p class="field-hint">{t('override.record')}</p>
        </Show>
      </fieldset>
    </Show>
  );
}
