import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createUniqueId, For, Show } from 'solid-js';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enAccount } from '../words/en-account.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { type OwnSession, sessionsQuery } from './account.queries.ts';

/** Every browser in which somebody is signed in. */
export function OwnSessions() {
  const { say } = useHr();
  const p = usePartWords(enAccount);
  const queries = useQueryClient();
  const id = createUniqueId();
  const sessions = useQuery(sessionsQuery);
  const others = createSubmit(
    () => api.account.endOthers.mutate(),
    async () => {
      say({ text: p('sessions.othersEnded') });
      await queries.invalidateQueries({ queryKey: ['account', 'sessions'] });
    },
  );
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id} class="hr-h2">
        {p('sessions.title')}
      </h2>
      <Panel query={sessions} skeleton={<RowsSkeleton rows={2} />}>
        {(all) => (
          <>
            <ul class="plain-rows">
              <For each={all()}>{(session) => <SessionLine session={session} />}</For>
            </ul>
            <ProblemBanner problem={others.problem()} />
            <Show when={all().length > 1}>
              <div>
                <button
                  type="button"
                  class="button"
                  aria-disabled={others.isBusy()}
                  onClick={() => void others.submit()}
                >
                  {p('sessions.endOthers')}
                </button>
              </div>
            </Show>
          </>
        )}
      </Panel>
    </section>
  );
}

function SessionLine(props: { readonly session: OwnSession }) {
  const { text, now, say } = useHr();
  const p = usePartWords(enAccount);
  const queries = useQueryClient();
  const name = () => props.session.browser || p('sessions.unknown');
  const ended = createSubmit(
    () => api.account.endSession.mutate({ sessionId: props.session.sessionId }),
    async () => {
      say({ text: p('sessions.ended') });
      await queries.invalidateQueries({ queryKey: ['account', 'sessions'] });
    },
  );
  const times = () =>
    p('sessions.since', {
      since: text().when(Date.parse(props.session.signedInAt)),
      seen: text().distance(now(), Date.parse(props.session.lastSeenAt)),
    });
  return (
    <li>
      <span>
        <span class="font-strong">{name()}</span>{' '}
        <Show when={props.session.isThis}>
          <span class="chip tone-good">{p('sessions.this')}</span>
        </Show>
        <span class="person-more block">{times()}</span>
        <ProblemBanner problem={ended.problem()} />
      </span>
      <Show when={!props.session.isThis}>
        <button
          type="button"
          class="button"
          aria-label={p('sessions.endOf', { browser: name() })}
          aria-disabled={ended.isBusy()}
          onClick={() => void ended.submit()}
        >
          {p('sessions.end')}
        </button>
      </Show>
    </li>
  );
}
