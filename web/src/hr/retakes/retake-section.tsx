import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { lazyCode } from '../../ui/lazy-part.tsx';
import type { InterviewDetail } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { hrRefusalText } from '../words/refusal-text.models.ts';
import { eligibilityQuery } from './retakes.queries.ts';

const RequestDialog = lazyCode(async () => (await import('./request-dialog.tsx')).RequestDialog);

/** Where a retake of this attempt stands, and whether one may be asked for. */
export function RetakeSection(props: { readonly interview: InterviewDetail }) {
  const { t } = useHr();
  const state = () => props.interview.retake?.state ?? null;
  const isSettled = () => state() === null || state() === 'rejected' || state() === 'expired';
  return (
    <section class="retake-section" aria-labelledby="retake-title">
      <h2 id="retake-title" class="hr-h2">
        {t('retake.title')}
      </h2>
      <Show when={state()}>
        {(known) => (
          <p>
            {t(`retake.${known()}`)}{' '}
            <A class="link" href={known() === 'pending' ? '/hr/retakes' : `/hr/retakes?state=${known()}`}>
              {t('retake.queue')}
            </A>
          </p>
        )}
      </Show>
      <Show when={isSettled() && props.interview.status === 'completed'}>
        <Eligibility interview={props.interview} />
      </Show>
    </section>
  );
}

function Eligibility(props: { readonly interview: InterviewDetail }) {
  const { t, text, may } = useHr();
  const eligibility = useQuery(() => eligibilityQuery(props.interview.interviewId));
  const [isOpen, setOpen] = createSignal(false);
  const [isNeeded, setNeeded] = createSignal(false);
  return (
    <>
      <Panel query={eligibility} skeleton={<RowsSkeleton rows={1} />}>
        {(answer) => (
          <Switch>
            <Match when={answer().refusal}>
              {(refusal) => <p class="muted">{hrRefusalText(refusal(), { t, text: text() })}</p>}
            </Match>
            <Match when={answer().eligible}>
              <div class="action-row">
                <p>{t('retake.eligible')}</p>
                <Show when={may('retakes:decide')}>
                  <button
                    type="button"
                    class="button"
                    aria-haspopup="dialog"
                    onClick={() => {
                      setNeeded(true);
                      setOpen(true);
                    }}
                  >
                    {t('act.requestRetake')}
                  </button>
                </Show>
              </div>
            </Match>
          </Switch>
        )}
      </Panel>
      <Show when={isNeeded()}>
        <RequestDialog interview={props.interview} isOpen={isOpen()} onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}
