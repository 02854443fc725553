import { questionLimits } from '@interlude/shared/booking/service-questions';
import { createUniqueId, For, Index, Show } from 'solid-js';
import { LinesField, TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { newQuestion, type QuestionDraft, questionProblem } from './question-draft.models.ts';

interface QuestionFieldsProps {
  readonly drafts: readonly QuestionDraft[];
  readonly isTried: boolean;
  readonly error: string | null;
  readonly onChange: (drafts: readonly QuestionDraft[]) => void;
}

/** What the service asks whoever books it. */
export function QuestionFields(props: QuestionFieldsProps) {
  const { t } = useHr();
  const change = (index: number, part: Partial<QuestionDraft>) =>
    props.onChange(props.drafts.map((draft, n) => (n === index ? { ...draft, ...part } : draft)));
  // Shown only if no single question is wrong, since that is said at its own fields.
  const isWrongTogether = () => props.drafts.every((draft) => questionProblem(draft) === null);
  return (
    <fieldset class="stack">
      <legend class="hr-h2">{t('service.questions')}</legend>
      <p class="hint">{t('service.questions.lead')}</p>
      <Index each={props.drafts}>
        {(draft, index) => (
          <OneQuestion
            draft={draft()}
            number={String(index + 1)}
            isTried={props.isTried}
            onChange={(part) => change(index, part)}
            onRemove={() => props.onChange(props.drafts.filter((_, n) => n !== index))}
          />
        )}
      </Index>
      <Show when={isWrongTogether() && props.error}>
        {(error) => (
          <p role="alert" class="field-error">
            {error()}
          </p>
        )}
      </Show>
      <Show when={props.drafts.length < questionLimits.questions}>
        <div class="action-row">
          <button type="button" class="button" onClick={() => props.onChange([...props.drafts, newQuestion()])}>
            {t('service.question.add')}
          </button>
        </div>
      </Show>
    </fieldset>
  );
}

interface OneQuestionProps {
  readonly draft: QuestionDraft;
  readonly number: string;
  readonly isTried: boolean;
  readonly onChange: (part: Partial<QuestionDraft>) => void;
  readonly onRemove: () => void;
}

const kinds = ['text', 'choice'] as const;

function OneQuestion(props: OneQuestionProps) {
  const { t } = useHr();
  const name = createUniqueId();
  const problem = () => (props.isTried ? questionProblem(props.draft) : null);
  return (
    <fieldset class="card stack">
      <legend class="hr-h2">{t('service.question', { number: props.number })}</legend>
      <TextField
        label={t('service.question.label')}
        value={props.draft.label}
        onInput={(label) => props.onChange({ label })}
        error={problem() === 'label' ? t('service.question.label.wrong') : null}
      />
      <fieldset class="field">
        <legend>{t('service.question.kind')}</legend>
        <For each={kinds}>
          {(kind) => (
            <label class="check">
              <input
                type="radio"
                name={name}
                checked={props.draft.kind === kind}
                onChange={() => props.onChange({ kind })}
              />
              {t(`service.question.kind.${kind}`)}
            </label>
          )}
        </For>
      </fieldset>
      <Show when={props.draft.kind === 'choice'}>
        <LinesField
          label={t('service.question.options')}
          value={props.draft.options}
          rows={4}
          onInput={(options) => props.onChange({ options })}
          error={problem() === 'options' ? t('service.question.options.wrong') : null}
        />
      </Show>
      <label class="check">
        <input
          type="checkbox"
          checked={props.draft.required}
          onChange={(event) => props.onChange({ required: event.currentTarget.checked })}
        />
        {t('service.question.required')}
      </label>
      <div class="action-row">
        <button type="button" class="button" onClick={() => props.onRemove()}>
          {t('service.question.remove', { number: props.number })}
        </button>
      </div>
    </fieldset>
  );
}
