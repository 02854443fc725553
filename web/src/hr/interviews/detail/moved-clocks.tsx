import { useQueryClient } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';

/** Which clocks show another time than was promised, and the way to leave it at that; to move it is an action. */
export function MovedClocks(props: { readonly interview: InterviewDetail }) {
  const { t, say } = useHr();
  const { formats } = useI18n();
  const queries = useQueryClient();
  // A reading of a clock is no instant, so no zone is applied to it.
  const reading = (text: string) => {
    const shown = Date.parse(`${text}Z`);
    return `${formats().shortDay(shown)}, ${formats().time(shown)}`;
  };
  const sent = createSubmit(
    () => api.interviews.keepTime.mutate({ interviewId: props.interview.interviewId }),
    async () => {
      say({ text: t('detail.clock.kept') });
      await queries.invalidateQueries({ queryKey: ['interviews'] });
    },
  );
  return (
    <Show when={props.interview.clocks.length > 0}>
      <ul>
        <For each={props.interview.clocks}>
          {({ zone, localTime, presentTime }) => (
            <li>
              {t('detail.clock', {
                place: formats().placeOf(zone),
                promised: reading(localTime),
                present: reading(presentTime),
              })}
            </li>
          )}
        </For>
      </ul>
      <Show when={props.interview.mayAct}>
        <button type="button" class="button" disabled={sent.isBusy()} onClick={() => void sent.submit()}>
          {t('detail.clock.keep')}
        </button>
      </Show>
      <ProblemBanner problem={sent.problem()} />
    </Show>
  );
}
