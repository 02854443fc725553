import { questionLimits } from '@interlude/shared/booking/service-questions';
import type { ServiceQuestion } from '@interlude/shared/schemas/service';
import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';

/** What was answered so far, by the id of the question. */
export type Answers = Readonly<Record<string, string>>;

export const isAnswerMissing = ({ id, required }: ServiceQuestion, answers: Answers): boolean =>
  required && (answers[id] ?? '').trim() === '';

/** The answers as the server takes them, without those to questions that are no longer asked. */
export function givenAnswers(questions: readonly ServiceQuestion[], answers: Answers) {
  return questions.flatMap((question) => {
    const text = (answers[question.id] ?? '').trim();
    const isChoice = question.kind === 'text' || question.options.includes(text);
    return text !== '' && isChoice ? [{ id: question.id, text }] : [];
  });
}

interface QuestionFieldsProps {
  readonly questions: readonly ServiceQuestion[];
  readonly answers: Answers;
  readonly onAnswer: (answers: Answers) => void;
  /** They tried to go on, so what is missing is said. */
  readonly isTried: boolean;
}

/** What the service asks of its own, in its own words. */
export function QuestionFields(props: QuestionFieldsProps) {
  return (
    <For each={props.questions}>
      {(question) => (
        <OneQuestion
          question={question}
          answer={props.answers[question.id] ?? ''}
          onAnswer={(text) => props.onAnswer({ ...props.answers, [question.id]: text })}
          isMissing={props.isTried && isAnswerMissing(question, props.answers)}
        />
      )}
    </For>
  );
}

interface OneQuestionProps {
  readonly question: ServiceQuestion;
  readonly answer: string;
  readonly onAnswer: (text: string) => void;
  readonly isMissing: boolean;
}

function OneQuestion(props: OneQuestionProps) {
  const { t } = useI18n();
  const id = createUniqueId();
  const options = () => (props.question.kind === 'choice' ? props.question.options : null);
  const said = () => ({
    id,
    class: 'input',
    required: props.question.required,
    'aria-invalid': props.isMissing,
    'aria-describedby': props.isMissing ? `${id}-note` : undefined,
  });
  return (
    <div class="grid gap-1">
      <label for={id} class="font-medium">
        <bdi translate="no">{props.question.label}</bdi>
        <Show when={!props.question.required}>
          {' '}
          <span class="text-muted">{t('begin.answer.optional')}</span>
        </Show>
      </label>
      <Show
        when={options()}
        fallback={
          <textarea
            {...said()}
            dir="auto"
            rows={2}
            maxlength={questionLimits.answer}
            value={props.answer}
            onInput={({ currentTarget }) => props.onAnswer(currentTarget.value)}
          />
        }
      >
        {(some) => (
          <select {...said()} onChange={({ currentTarget }) => props.onAnswer(currentTarget.value)}>
            <option value="">{t('begin.answer.choose')}</option>
            <For each={some()}>
              {(option) => (
                <option value={option} selected={option === props.answer} translate="no">
                  {option}
                </option>
              )}
            </For>
          </select>
        )}
      </Show>
      <Show when={props.isMissing}>
        <p id={`${id}-note`} class="text-meta text-bad">
          {t('begin.answer.missing')}
        </p>
      </Show>
    </div>
  );
}
