import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { type Problem, problemOf } from '../../api.ts';
import { isSignedOut, loseSession } from './session.queries.ts';

/** Sends something once at a time; what went wrong stays to be shown, a lost session asks to sign in again. */
export function createSubmit<Answer>(send: () => Promise<Answer>, onDone: (answer: Answer) => void | Promise<void>) {
  const queries = useQueryClient();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);
  return {
    isBusy,
    problem,
    clear: () => setProblem(null),
    async submit(): Promise<void> {
      if (isBusy()) return;
      setBusy(true);
      setProblem(null);
      try {
        await onDone(await send());
      } catch (error) {
        // Who signs in again sends it again.
        if (!isSignedOut(error) || !loseSession(queries)) setProblem(problemOf(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
