import type { InterviewView } from '@interlude/shared/schemas/views';
import { createSignal } from 'solid-js';
import { type Problem, problemOf, refusalOf } from '../api.ts';
import { createIntent } from '../idempotency.ts';
import { useInterview } from './interview-context.tsx';

export interface ReasonedInput {
  readonly interviewId: string;
  readonly reason: { readonly code: string; readonly text?: string };
  readonly idempotencyKey: string;
}

/** A step that sends a reason: what is chosen and written, and what became of sending it. */
export function createReasonStep<T>(send: (input: ReasonedInput) => Promise<T>, onDone: (answer: T) => void) {
  const { view, refresh } = useInterview();
  const intent = createIntent();
  const [code, setCode] = createSignal('');
  const [text, setText] = createSignal('');
  const [isMissing, setMissing] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  function inputOf({ interviewId }: InterviewView): ReasonedInput {
    const words = text().trim();
    const wanted = { interviewId, reason: { code: code(), ...(words ? { text: words } : {}) } };
    return { ...wanted, idempotencyKey: intent.keyFor(wanted) };
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isBusy()) return;
    setMissing(code() === '');
    if (code() === '') return;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await send(inputOf(view()));
      intent.settled();
      onDone(answer);
    } catch (error) {
      setProblem(problemOf(error));
      // A refusal means that the page is out of date.
      if (refusalOf(error)) refresh();
    } finally {
      setBusy(false);
    }
  }

  return {
    code,
    text,
    isMissing,
    isBusy,
    problem,
    submit,
    setText,
    choose(chosen: string) {
      setCode(chosen);
      setMissing(false);
    },
  };
}
