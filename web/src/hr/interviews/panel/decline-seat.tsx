import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { createIntent } from '../../../idempotency.ts';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import { reasonWord } from '../../words/state-words.models.ts';
import type { InterviewDetail } from '../interviews.queries.ts';

/** An interviewer's own way out of a booked interview; shown to nobody else. */
export function DeclineSeat(props: { readonly interview: InterviewDetail }) {
  const { t, me } = useHr();
  const mine = () => {
    const { kind, group, interviewers, status, isOwnSeatOut } = props.interview;
    // A place in a group session is declined with the session.
    if (group !== null && kind !== 'group') return false;
    return (
      upcomingStatuses.includes(status) &&
      !isOwnSeatOut &&
      interviewers.some(({ personId }) => personId === me().personId)
    );
  };
  return (
    <Show when={mine()}>
      <details class="card">
        <summary class="summary hr-h2">{t('out.decline')}</summary>
        <DeclineForm interviewId={props.interview.interviewId} />
      </details>
    </Show>
  );
}

function DeclineForm(props: { readonly interviewId: string }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const intent = createIntent();
  const [code, setCode] = createSignal<string>(reasonCodes.decline[0]);
  const fieldId = createUniqueId();
  const sent = createSubmit(
    () => {
      const wish = { interviewId: props.interviewId, reason: { code: code() } };
      return api.interviews.decline.mutate({ ...wish, idempotencyKey: intent.keyFor(wish) });
    },
    async ({ outcome }) => {
      intent.settled();
      say({ text: t(`out.decline.${outcome}`) });
      await queries.invalidateQueries({ queryKey: ['interviews'] });
    },
  );
  return (
    <form
      class="stack policy"
      onSubmit={(event) => {
        event.preventDefault();
        void sent.submit();
      }}
    >
      <label for={fieldId}>{t('out.decline.why')}</label>
      <select id={fieldId} class="input" onChange={(event) => setCode(event.currentTarget.value)}>
        <For each={reasonCodes.decline}>{(reason) => <option value={reason}>{reasonWord(reason, t)}</option>}</For>
      </select>
      <button type="submit" class="button" disabled={sent.isBusy()}>
        {t('out.decline.do')}
      </button>
      <ProblemBanner problem={sent.problem()} />
    </form>
  );
}
