import { mayInterview } from '@interlude/shared/booking/panel-rules';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For } from 'solid-js';
import { peopleQuery } from '../../invite/invite.queries.ts';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { dataOf } from '../../shell/data-of.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import { OverrideFields } from '../actions/override-fields.tsx';
import { createOverrideForm } from '../actions/override-form.ts';
import type { InterviewDetail } from '../interviews.queries.ts';

interface SeatFormProps {
  readonly interview: InterviewDetail;
  /** Whose seat is given away; a further, optional one when absent. */
  readonly insteadOf?: { readonly personId: string; readonly name: string };
}

/** HR's own choice of a person for a booked interview; the server says whether they are free. */
export function SeatForm(props: SeatFormProps) {
  const { t } = useHr();
  const people = useQuery(() => peopleQuery());
  const [chosen, setChosen] = createSignal('');
  const fieldId = createUniqueId();
  const done = createDone();
  const override = createOverrideForm({ isSession: props.interview.kind === 'group' });
  const [isTried, setTried] = createSignal(false);
  const others = () => {
    const taken = props.interview.interviewers.map(({ personId }) => personId);
    return (dataOf(people) ?? []).filter(
      (person) => person.active && mayInterview(person) && !taken.includes(person.personId),
    );
  };
  const sent = createSubmit(
    () => {
      const { interviewId, version } = props.interview;
      const instead = props.insteadOf ? { insteadOf: props.insteadOf.personId } : {};
      const seat = { personId: chosen(), ...instead, ...override.input() };
      return api.interviews.addInterviewer.mutate({ interviewId, expectedVersion: version, ...seat });
    },
    () => done(t(props.insteadOf ? 'out.instead.done' : 'seats.added')),
  );
  async function submit() {
    setTried(true);
    if (chosen() === '' || override.isMissing()) return;
    await sent.submit();
    override.learn(sent.problem());
    setTried(false);
  }
  function choose(personId: string) {
    setChosen(personId);
    override.clear();
    sent.clear();
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label for={fieldId}>{props.insteadOf ? t('out.instead', { name: props.insteadOf.name }) : t('seats.add')}</label>
      <select id={fieldId} class="input" onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('out.instead.choose')}</option>
        <For each={others()}>{({ personId, name }) => <option value={personId}>{name}</option>}</For>
      </select>
      <ProblemBanner problem={sent.problem()} />
      <OverrideFields form={override} isMissing={isTried() && override.isMissing()} />
      <button type="submit" class="button" disabled={sent.isBusy() || chosen() === ''}>
        {t(props.insteadOf ? 'out.instead.do' : 'seats.add.do')}
      </button>
    </form>
  );
}

/** Says what took effect and reads the interviews anew. */
export function createDone() {
  const { say } = useHr();
  const queries = useQueryClient();
  return async (text: string) => {
    say({ text });
    await queries.invalidateQueries({ queryKey: ['interviews'] });
  };
}
