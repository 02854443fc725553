import type { Answer } from '@interlude/shared/booking/service-questions';
import type { ServiceQuestion } from '@interlude/shared/schemas/service';
import { refuse } from '../runtime/refused.ts';

export interface GivenAnswer {
  readonly id: string;
  readonly text: string;
}

/**
 * The answers in the words of the service, in the order of its questions. What it does not ask, what is none of its
 * choices and what is missing is refused by the id of the question: the page may show questions of before.
 */
export function answersTo(questions: readonly ServiceQuestion[], given: readonly GivenAnswer[]): Answer[] {
  const said = new Map(given.map(({ id, text }) => [id, text.trim()]));
  const unknown = [...said.keys()].filter((id) => !questions.some((question) => question.id === id));
  const wrong = questions.flatMap((question) => problemOf(question, said.get(question.id) ?? '') ?? []);
  const issues = [...unknown.map((id) => issue(id, 'is not asked')), ...wrong];
  if (issues.length > 0) refuse({ code: 'invalid_input', issues });
  return questions.flatMap(({ id, label }) => {
    const answer = said.get(id) ?? '';
    return answer === '' ? [] : [{ question: label, answer }];
  });
}

function problemOf(question: ServiceQuestion, answer: string) {
  if (answer === '') return question.required ? issue(question.id, 'is missing') : null;
  if (question.kind === 'choice' && !question.options.includes(answer))
    return issue(question.id, 'is none of the choices');
  return null;
}

function issue(id: string, message: string) {
  return { path: `answers.${id}`, message };
}
