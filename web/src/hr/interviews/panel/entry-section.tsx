import { Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import { Each } from '../../shell/each.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { createDone } from './seat-form.tsx';
import { TakeOut } from './seats-section.tsx';

/** Who has changed the entry of a booking in their calendar, and the ways on: as it was, without them, or neither. */
export function EntrySection(props: { readonly interview: InterviewDetail }) {
  const { t } = useHr();
  return (
    <Show when={props.interview.changedEntries.length > 0}>
      <section class="card stack" aria-labelledby="entry-title">
        <h2 id="entry-title" class="hr-h2">
          {t('entry.title')}
        </h2>
        <Each of={props.interview.changedEntries} by={({ personId }) => personId}>
          {(entry) => <Changed entry={entry()} interview={props.interview} />}
        </Each>
        <Show when={props.interview.mayAct}>
          <Leave interviewId={props.interview.interviewId} />
        </Show>
      </section>
    </Show>
  );
}

interface ChangedProps {
  readonly entry: InterviewDetail['changedEntries'][number];
  readonly interview: InterviewDetail;
}

function Changed(props: ChangedProps) {
  const { t } = useHr();
  const done = createDone();
  const name = () => props.entry.name;
  const restored = createSubmit(
    () =>
      api.interviews.restoreEntry.mutate({
        interviewId: props.interview.interviewId,
        personId: props.entry.personId,
      }),
    () => done(t('entry.restored', { name: name() })),
  );
  return (
    <div class="stack">
      <p>{t(`entry.${props.entry.drift}`, { name: name() })}</p>
      <Show when={props.interview.mayAct}>
        <div class="action-row">
          <button type="button" class="button" disabled={restored.isBusy()} onClick={() => void restored.submit()}>
            {t('entry.restore', { name: name() })}
          </button>
          <TakeOut interviewId={props.interview.interviewId} person={props.entry} />
        </div>
        <ProblemBanner problem={restored.problem()} />
      </Show>
    </div>
  );
}

function Leave(props: { readonly interviewId: string }) {
  const { t } = useHr();
  const done = createDone();
  const left = createSubmit(
    () => {
      const { interviewId } = props;
      return api.queue.dismiss.mutate({ interviewId, kind: 'changed_in_calendar', reason: { code: 'handled' } });
    },
    () => done(t('entry.left')),
  );
  return (
    <>
      <div>
        <button type="button" class="button" disabled={left.isBusy()} onClick={() => void left.submit()}>
          {t('entry.leave')}
        </button>
      </div>
      <ProblemBanner problem={left.problem()} />
    </>
  );
}
