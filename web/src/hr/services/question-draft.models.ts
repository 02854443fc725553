import { questionLimits } from '@interlude/shared/booking/service-questions';
import type { ServiceQuestion } from '@interlude/shared/schemas/service';
import { newKey } from '../../idempotency.ts';

/** A question of a service as it stands in the form. */
export interface QuestionDraft {
  readonly id: string;
  readonly label: string;
  readonly kind: ServiceQuestion['kind'];
  /** One on each line; kept while the kind is changed to and fro. */
  readonly options: string;
  readonly required: boolean;
}

export function newQuestion(): QuestionDraft {
  return { id: newKey(), label: '', kind: 'text', options: '', required: false };
}

export function questionDraftOf(question: ServiceQuestion): QuestionDraft {
  const { id, label, kind, required } = question;
  return { id, label, kind, required, options: question.kind === 'choice' ? question.options.join('\n') : '' };
}

export function rawQuestion({ id, label, kind, options, required }: QuestionDraft): unknown {
  return { id, label, kind, required, ...(kind === 'choice' ? { options: linesOf(options) } : {}) };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The first field of a question that the server would refuse, or null. */
export function questionProblem({ label, kind, options }: QuestionDraft): 'label' | 'options' | null {
  const { length } = label.trim();
  if (length === 0 || length > questionLimits.label) return 'label';
  const lines = linesOf(options);
  const isRight =
    lines.length >= 2 &&
    lines.length <= questionLimits.options &&
    new Set(lines).size === lines.length &&
    lines.every((line) => line.length <= questionLimits.option);
  return kind === 'choice' && !isRight ? 'options' : null;
}
