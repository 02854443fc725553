import { Show } from 'solid-js';
import type { Problem } from '../../api.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { enCalendars } from '../words/en-calendars.ts';
import { usePartWords } from '../words/hr-words.tsx';

/** Why a calendar was not taken, in its words. */
export function Refused(props: { readonly problem: Problem | null }) {
  const w = usePartWords(enCalendars);
  const because = () => refusedBecause(props.problem);
  return (
    <Show when={because()} fallback={<ProblemBanner problem={props.problem} />}>
      {(code) => (
        <p class="field-error" role="alert">
          {w(`because.${code()}`)}
        </p>
      )}
    </Show>
  );
}

/** The code of a calendar that was not taken; null for any other problem. */
export function refusedBecause(problem: Problem | null) {
  const isOfCalendar = problem?.kind === 'refused' && problem.refusal.code === 'calendar_refused';
  return isOfCalendar ? problem.refusal.because : null;
}
