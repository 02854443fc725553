import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { api } from '../../api.ts';
import { peopleQuery } from '../invite/invite.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import type { InterviewDetail } from './interviews.queries.ts';

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
      const { interviewId, version } = props.interview;
      const reason = { code: 'interviewer_unavailable' };
      return api.interviews.reschedule.mutate({ interviewId, expectedVersion: version, startsAt: startsAt(), reason });
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
        <Instead person={props.person} interview={props.interview} />
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

function Instead(props: { readonly person: Out; readonly interview: InterviewDetail }) {
  const { t } = useHr();
  const people = useQuery(() => peopleQuery());
  const [chosen, setChosen] = createSignal('');
  const fieldId = createUniqueId();
  const done = createDone();
  const others = () => {
    const taken = props.interview.interviewers.map(({ personId }) => personId);
    return (dataOf(people) ?? []).filter(({ personId, active, roles }) => {
      const mayInterview = roles.some((role) => role === 'interviewer' || role === 'hiring_manager');
      return active && mayInterview && !taken.includes(personId);
    });
  };
  const sent = createSubmit(
    () => {
      const { interviewId, version } = props.interview;
      const seat = { personId: chosen(), insteadOf: props.person.personId };
      return api.interviews.addInterviewer.mutate({ interviewId, expectedVersion: version, ...seat });
    },
    () => done(t('out.instead.done')),
  );
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen() !== '') void sent.submit();
      }}
    >
      <label for={fieldId}>{t('out.instead', { name: props.person.name })}</label>
      <select id={fieldId} class="input" onChange={(event) => setChosen(event.currentTarget.value)}>
        <option value="">{t('out.instead.choose')}</option>
        <For each={others()}>{({ personId, name }) => <option value={personId}>{name}</option>}</For>
      </select>
      <button type="submit" class="button" disabled={sent.isBusy() || chosen() === ''}>
        {t('out.instead.do')}
      </button>
      <ProblemBanner problem={sent.problem()} />
    </form>
  );
}

function createDone() {
  const { say } = useHr();
  const queries = useQueryClient();
  return async (text: string) => {
    say({ text });
    await queries.invalidateQueries({ queryKey: ['interviews'] });
  };
}
