import { createSignal } from 'solid-js';
import { type Problem, problemOf } from '../api.ts';

/** One thing asked for by a button: at most once at a time, and what became of it. */
export function createAsking(ask: () => Promise<unknown>) {
  const [state, setState] = createSignal<'idle' | 'busy' | 'done'>('idle');
  const [problem, setProblem] = createSignal<Problem | null>(null);
  return {
    state,
    problem,
    async send(): Promise<void> {
      if (state() === 'busy') return;
      setState('busy');
      setProblem(null);
      try {
        await ask();
        setState('done');
      } catch (error) {
        setProblem(problemOf(error));
        setState('idle');
      }
    },
  };
}

export type Asking = ReturnType<typeof createAsking>;
