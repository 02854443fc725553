import { createSignal, createUniqueId, Show } from 'solid-js';
import { api, type Problem, problemOf, refusalOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import { Banner } from '../ui/banner.tsx';

/** One button that says "I will come", while that is still open. */
export function ConfirmAttendance() {
  const { t } = useI18n();
  const { view, text, accept, refresh, say } = useInterview();
  const intent = createIntent();
  const reasonId = createUniqueId();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  async function confirm() {
    if (isBusy()) return;
    setBusy(true);
    setProblem(null);
    const { interviewId, startsAt } = view();
    try {
      const idempotencyKey = intent.keyFor({ interviewId, startsAt });
      accept(await api.candidate.confirm.mutate({ interviewId, idempotencyKey }));
      intent.settled();
      say(t('booked.confirm.done'));
    } catch (error) {
      setProblem(problemOf(error));
      if (refusalOf(error)) refresh();
    } finally {
      setBusy(false);
    }
  }

  return (
    <Show when={view().actions.includes('confirm')}>
      <div class="no-print contents">
        <Show when={problem()}>
          {(failed) => (
            <Banner tone="bad" role="alert">
              {problemText(failed(), { t, text: text(), view: view() })}
            </Banner>
          )}
        </Show>
        <button
          type="button"
          class="button button-primary"
          aria-describedby={reasonId}
          aria-disabled={isBusy()}
          onClick={() => void confirm()}
        >
          {t('booked.confirm')}
        </button>
        <p id={reasonId} class="confirm-why">
          {t('booked.confirm.why')}
        </p>
      </div>
    </Show>
  );
}
