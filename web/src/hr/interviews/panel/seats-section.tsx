import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import { Each } from '../../shell/each.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { createDone, SeatForm } from './seat-form.tsx';

/** Takes people out of a booked interview and adds others; for whoever may change it. */
export function SeatsSection(props: { readonly interview: InterviewDetail }) {
  const { t } = useHr();
  const mayChange = () => {
    const { kind, group, status, mayAct } = props.interview;
    // The people of a group session are changed with the session.
    return upcomingStatuses.includes(status) && mayAct && (group === null || kind === 'group');
  };
  return (
    <Show when={mayChange()}>
      <details class="card">
        <summary class="summary hr-h2">{t('seats.title')}</summary>
        <div class="stack policy">
          <p class="muted">{t('seats.lead')}</p>
          <Each of={props.interview.interviewers} by={({ personId }) => personId}>
            {(person) => <TakeOut interviewId={props.interview.interviewId} person={person()} />}
          </Each>
          <SeatForm interview={props.interview} />
        </div>
      </details>
    </Show>
  );
}

interface TakeOutProps {
  readonly interviewId: string;
  readonly person: { readonly personId: string; readonly name: string };
}

/** Takes somebody out, and says what became of their seat. */
export function TakeOut(props: TakeOutProps) {
  const { t } = useHr();
  const done = createDone();
  const sent = createSubmit(
    () => {
      const { interviewId, person } = props;
      return api.interviews.removeInterviewer.mutate({ interviewId, personId: person.personId });
    },
    ({ outcome }) => done(t(`seats.out.${outcome}`, { name: props.person.name })),
  );
  return (
    <>
      <button type="button" class="button" disabled={sent.isBusy()} onClick={() => void sent.submit()}>
        {t('seats.out', { name: props.person.name })}
      </button>
      <ProblemBanner problem={sent.problem()} />
    </>
  );
}
