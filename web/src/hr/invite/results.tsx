import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { useHr } from '../session/hr-context.tsx';
import type { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { enInvite } from '../words/en-invite.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { hrRefusalText } from '../words/refusal-text.models.ts';
import type { InviteResult } from './send-invitation.ts';

interface ResultsProps {
  readonly results: readonly InviteResult[];
  readonly again: ReturnType<typeof createSubmit>;
  readonly onNew: () => void;
}

/** What became of each who was to be invited, and the way to try again those who were not. */
export function Results(props: ResultsProps) {
  const { t, text } = useHr();
  const w = usePartWords(enInvite);
  const sent = () => props.results.filter(({ interviewId }) => interviewId !== null).length;
  const failed = () => props.results.length - sent();
  // Of these nobody here knows: they may have been invited.
  const unknown = () => props.results.filter(({ refusal }) => refusal?.code === 'unavailable').length;
  const refused = () => failed() - unknown();
  return (
    <section class="stack invite" aria-labelledby="invite-results">
      <h2 id="invite-results" class="hr-h2">
        {w('results.title')}
      </h2>
      <Banner tone={failed() === 0 ? 'good' : 'warn'} role="status">
        {[
          ...(sent() > 0 ? [w('results.sent', { count: sent() })] : []),
          ...(refused() > 0 ? [w('results.failed', { count: refused() })] : []),
          ...(unknown() > 0 ? [w('results.unknown', { count: unknown() })] : []),
        ].join(' ')}
      </Banner>
      <ul class="invite-results">
        <For each={props.results}>
          {({ person, interviewId, refusal }) => (
            <li class="invite-result">
              <span class="min-w-0">
                <bdi class="font-strong">{person.name}</bdi> <span class="muted">{person.email}</span>
              </span>
              <Show
                when={interviewId}
                fallback={
                  <span class="field-error">{refusal === null ? '' : hrRefusalText(refusal, { t, text: text() })}</span>
                }
              >
                {(id) => (
                  <A class="link" href={`/hr/interviews/${id()}`} aria-label={w('results.open', { name: person.name })}>
                    {w('results.ok')}
                  </A>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <ProblemBanner problem={props.again.problem()} />
      <div class="action-row">
        <Show when={failed() > 0}>
          <button
            type="button"
            class="button button-primary"
            aria-disabled={props.again.isBusy()}
            onClick={() => void props.again.submit()}
          >
            {props.again.isBusy() ? t('invite.doing') : w('results.again')}
          </button>
        </Show>
        <button type="button" class="button" onClick={() => props.onNew()}>
          {t('invite.done.again')}
        </button>
      </div>
    </section>
  );
}
