import { type OverrideRule, overrideRules } from '@interlude/shared/booking/override-rules';
import { createSignal } from 'solid-js';
import type { Problem } from '../../../api.ts';
import { rulesInTheWay } from './override.models.ts';

export interface Override {
  rules: OverrideRule[];
  reason: { code: string; text?: string };
}

export type OverrideForm = ReturnType<typeof createOverrideForm>;

/**
 * What stands in the way of one booking, and whether and why it is to be booked anyway. Who gives a group session comes
 * for all of its guests, and time off binds it.
 */
export function createOverrideForm({ isSession = false } = {}) {
  const [rules, setRules] = createSignal<readonly OverrideRule[]>([]);
  const [isWanted, setWanted] = createSignal(false);
  const [code, setCode] = createSignal('');
  const [words, setWords] = createSignal('');

  function reason(): Override['reason'] {
    const text = words().trim();
    return { code: code(), ...(text === '' ? {} : { text }) };
  }

  function clear(): void {
    setRules([]);
    setWanted(false);
  }

  return {
    rules,
    isWanted,
    setWanted,
    code,
    setCode,
    words,
    setWords,
    clear,
    isMissing: () => isWanted() && code() === '',
    /** Takes over what an answer says of the rules. Another one than those agreed to has to be agreed to anew. */
    learn(problem: Problem | null): void {
      if (problem?.kind !== 'refused') return;
      const found = rulesInTheWay(problem.refusal).filter((rule) => !isSession || rule !== 'time_off');
      if (found.length === 0) {
        clear();
        return;
      }
      const known = rules();
      setRules(overrideRules.filter((rule) => found.includes(rule) || (isWanted() && known.includes(rule))));
      if (rules().some((rule) => !known.includes(rule))) setWanted(false);
    },
    input: (): { override?: Override } => (isWanted() ? { override: { rules: [...rules()], reason: reason() } } : {}),
  };
}
