import { createSignal, For, Show } from 'solid-js';
import { createIntent } from '../../../idempotency.ts';
import { lazyCode } from '../../../ui/lazy-part.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import { Each } from '../../shell/each.tsx';
import { offeredActions } from '../actions/actions.models.ts';
import type { InterviewDetail } from '../interviews.queries.ts';
import { createDone, SeatForm } from './seat-form.tsx';

const ActionDialog = lazyCode(async () => (await import('../actions/action-dialog.tsx')).ActionDialog);

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
          <Each of={dropOuts().people} by={({ personId }) => personId}>
            {(person) => <Person person={person()} interview={props.interview} />}
          </Each>
          <Nearest nearest={dropOuts().nearest} interview={props.interview} />
        </section>
      )}
    </Show>
  );
}

interface NearestProps {
  readonly nearest: readonly string[];
  readonly interview: InterviewDetail;
}

function Nearest(props: NearestProps) {
  const { t, text, may, now } = useHr();
  // The button stands where moving is possible: for a whole session, and only before anybody has begun.
  const mayMove = () => {
    const offered = offeredActions(props.interview, may('interviews:write'), now());
    return offered.some(({ action }) => action === 'reschedule');
  };
  return (
    <>
      <p class="side-title">{t(props.nearest.length > 0 ? 'out.nearest' : 'out.nearest.none')}</p>
      <Show
        when={mayMove()}
        fallback={
          <ul class="actions">
            <For each={props.nearest}>{(at) => <li>{text().when(Date.parse(at))}</li>}</For>
          </ul>
        }
      >
        <Show when={props.interview.kind === 'group'} fallback={<MoveAtOnce {...props} />}>
          <MoveSession {...props} />
        </Show>
      </Show>
    </>
  );
}

/** For one guest: a click moves it. */
function MoveAtOnce(props: NearestProps) {
  const { t } = useHr();
  const [startsAt, setStartsAt] = createSignal('');
  const intent = createIntent();
  const done = createDone();
  const sent = createSubmit(
    () => {
      const { interviewId, version } = props.interview;
      const given = { interviewId, expectedVersion: version, startsAt: startsAt() };
      const reason = { code: 'interviewer_unavailable' };
      return api.interviews.reschedule.mutate({ ...given, reason, idempotencyKey: intent.keyFor(given) });
    },
    () => {
      intent.settled();
      return done(t('out.moved'));
    },
  );
  const move = (at: string) => {
    setStartsAt(at);
    void sent.submit();
  };
  return (
    <>
      <Starts nearest={props.nearest} isBusy={sent.isBusy()} onChoose={move} />
      <ProblemBanner problem={sent.problem()} />
    </>
  );
}

/** For a session: a click asks first, because all of its guests get a mail. */
function MoveSession(props: NearestProps) {
  const [asked, setAsked] = createSignal<number | null>(null);
  const [isNeeded, setNeeded] = createSignal(false);
  const ask = (at: string) => {
    setNeeded(true);
    setAsked(Date.parse(at));
  };
  return (
    <>
      <Starts nearest={props.nearest} onChoose={ask} />
      <Show when={isNeeded()}>
        <ActionDialog
          interview={props.interview}
          action={asked() === null ? null : 'reschedule'}
          startsAt={asked()}
          onClose={() => setAsked(null)}
        />
      </Show>
    </>
  );
}

interface StartsProps {
  readonly nearest: readonly string[];
  readonly isBusy?: boolean;
  readonly onChoose: (at: string) => void;
}

function Starts(props: StartsProps) {
  const { t, text } = useHr();
  return (
    <ul class="actions">
      <For each={props.nearest}>
        {(at) => (
          <li>
            <button type="button" class="button" disabled={props.isBusy} onClick={() => props.onChoose(at)}>
              {t('out.move', { when: text().when(Date.parse(at)) })}
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}

function Person(props: { readonly person: Out; readonly interview: InterviewDetail }) {
  const { t } = useHr();
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
      <Show when={props.interview.mayAct}>
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
