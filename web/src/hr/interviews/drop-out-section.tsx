import { createSignal, For, Show } from 'solid-js';
import { api } from '../../api.ts';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import type { InterviewDetail } from './interviews.queries.ts';
import { createDone, SeatForm } from './seat-form.tsx';

type DropOuts = NonNullable<InterviewDetail['dropOuts']>;
type Out = DropOuts['people'][number];

/** Who cannot come to a booked interview, and the ways on: another time for all, another person, or they come after all. */
export function DropOutSection(props: { readonly interview: InterviewDetail }) {
  const { t } = useHr();
  return (
    <Show when={props.interview.dropOuts}>
      {(dropOuts) => (
        <section class="card stack" aria-labelledby="out-title">
          <h2 id="out-title" class="hr-h2">
            {t('out.title')}
          </h2>
          <p class="muted">{t('out.lead')}</p>
          <For each={dropOuts().people}>{(person) => <Person person={person} interview={props.interview} />}</For>
          <Nearest nearest={dropOuts().nearest} interview={props.interview} />
        </section>
      )}
    </Show>
  );
}

function Nearest(props: { readonly nearest: readonly string[]; readonly interview: InterviewDetail }) {
  const { t, text, may } = useHr();
  const [startsAt, setStartsAt] = createSignal('');
  const done = createDone();
  const sent = createSubmit(
    () => {
      const { interviewId, version, kind } = props.interview;
      const move = kind === 'group' ? api.interviews.moveGroup : api.interviews.reschedule;
      const reason = { code: 'interviewer_unavailable' };
      return move.mutate({ interviewId, expectedVersion: version, startsAt: startsAt(), reason });
    },
    () => done(t('out.moved')),
  );
  return (
    <>
      <p class="side-title">{t(props.nearest.length > 0 ? 'out.nearest' : 'out.nearest.none')}</p>
      <ul class="actions">
        <For each={props.nearest}>
          {(at) => (
            <li>
              <Show when={may('interviews:write')} fallback={text().when(Date.parse(at))}>
                <button
                  type="button"
                  class="button"
                  disabled={sent.isBusy()}
                  onClick={() => {
                    setStartsAt(at);
                    void sent.submit();
                  }}
                >
                  {t('out.move', { when: text().when(Date.parse(at)) })}
                </button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <ProblemBanner problem={sent.problem()} />
    </>
  );
}

function Person(props: { readonly person: Out; readonly interview: InterviewDetail }) {
  const { t, may } = useHr();
  const done = createDone();
  const ref = () => ({ interviewId: props.interview.interviewId, personId: props.person.personId });
  const kept = createSubmit(
    () => api.interviews.keepInterviewer.mutate(ref()),
    () => done(t('out.kept', { name: props.person.name })),
  );
  return (
    <div class="stack">
      <p>
        <strong>
          {t('out.person', { name: props.person.name, because: t(`out.because.${props.person.because}`) })}
        </strong>
      </p>
      <Show when={may('interviews:write')}>
        <SeatForm interview={props.interview} insteadOf={props.person} />
        <Show when={props.person.because !== 'deactivated'}>
          <button type="button" class="button" disabled={kept.isBusy()} onClick={() => void kept.submit()}>
            {t('out.keep', { name: props.person.name })}
          </button>
        </Show>
        <ProblemBanner problem={kept.problem()} />
      </Show>
    </div>
  );
}
