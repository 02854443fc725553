import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { Match, Show, Switch } from 'solid-js';
import type { Problem } from '../../../api.ts';
import { ChoiceGroup, WordsField } from '../../../ui/choice-group.tsx';
import { TextField } from '../../invite/text-field.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { outcomeCodes, reasonWord } from '../../words/state-words.models.ts';
import type { InterviewDetail } from '../interviews.queries.ts';
import type { ActionForm } from './action-form.ts';
import type { StaffAction } from './actions.models.ts';
import { SlotChoice } from './slot-choice.tsx';
import { TemplateChoice } from './template-choice.tsx';

interface ActionFieldsProps {
  readonly form: ActionForm;
  readonly action: StaffAction;
  readonly interview: InterviewDetail;
  readonly problem: Problem | null;
}

const parties = ['candidate', 'interviewer'] as const;

function cancelCodes({ kind }: InterviewDetail): readonly string[] {
  return kind === 'group' ? reasonCodes.cancelGroup : reasonCodes.cancelByStaff;
}

export function ActionFields(props: ActionFieldsProps) {
  const { t } = useHr();
  return (
    <Switch>
      <Match when={props.action === 'book'}>
        <SlotChoice form={props.form} interview={props.interview} problem={props.problem} />
      </Match>
      <Match when={props.action === 'reschedule'}>
        <SlotChoice form={props.form} interview={props.interview} problem={props.problem} />
        <ReasonFields form={props.form} codes={reasonCodes.reschedule} />
      </Match>
      <Match when={props.action === 'cancel'}>
        <ReasonFields form={props.form} codes={cancelCodes(props.interview)} />
      </Match>
      <Match when={props.action === 'start'}>
        <Show
          when={props.form.asksWhyEarly()}
          fallback={
            <WordsField label={t('form.reason.text')} value={props.form.words()} onInput={props.form.setWords} />
          }
        >
          <ReasonFields form={props.form} codes={reasonCodes.startEarly} />
        </Show>
      </Match>
      <Match when={props.interview.appointment === null && (props.action === 'complete' || props.action === 'decide')}>
        <OutcomeFields {...props} />
      </Match>
      <Match when={props.action === 'markNoShow'}>
        <ChoiceGroup
          legend={t('form.party')}
          codes={parties}
          labelOf={(code) => t(`form.party.${code}`)}
          chosen={props.form.party()}
          onChoose={props.form.setParty}
          error={props.form.isMissing('party') ? t('form.party.missing') : null}
        />
      </Match>
      <Match when={props.action === 'applyTemplate'}>
        <TemplateChoice form={props.form} interview={props.interview} />
      </Match>
      <Match when={props.action === 'extendLink'}>
        <DaysField form={props.form} />
      </Match>
    </Switch>
  );
}

function ReasonFields(props: { readonly form: ActionForm; readonly codes: readonly string[] }) {
  const { t } = useHr();
  return (
    <>
      <ChoiceGroup
        legend={t('form.reason')}
        codes={props.codes}
        labelOf={(code) => reasonWord(code, t)}
        chosen={props.form.code()}
        onChoose={props.form.setCode}
        error={props.form.isMissing('reason') ? t('form.reason.missing') : null}
      />
      <WordsField label={t('form.reason.text')} value={props.form.words()} onInput={props.form.setWords} />
    </>
  );
}

function OutcomeFields(props: ActionFieldsProps) {
  const { t } = useHr();
  return (
    <>
      <ChoiceGroup
        legend={t('form.outcome')}
        codes={outcomeCodes}
        labelOf={(code) => t(`outcome.${code}`)}
        chosen={props.form.outcome()}
        onChoose={props.form.setOutcome}
        error={props.form.isMissing('outcome') ? t('form.outcome.missing') : null}
      />
      <Show when={props.form.asksDecisionReason()}>
        <p>{t('form.reason.change', { outcome: t(`outcome.${props.interview.outcome ?? 'pending'}`) })}</p>
        <WordsField
          label={t('form.reason.text.required')}
          value={props.form.words()}
          error={props.form.isMissing('reason') ? t('form.reason.text.required') : null}
          onInput={props.form.setWords}
        />
      </Show>
    </>
  );
}

function DaysField(props: { readonly form: ActionForm }) {
  const { t } = useHr();
  return (
    <TextField
      label={t('form.validFor')}
      value={props.form.days()}
      onInput={props.form.setDays}
      error={props.form.isMissing('validFor') ? t('form.validFor.wrong') : null}
      hint={t('form.validFor.hint')}
      isShort
      isNumeric
    />
  );
}
