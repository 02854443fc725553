import { priceText } from '@interlude/shared/booking/price';
import { createSignal, Show } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { ReminderChoice } from './reminder-choice.tsx';

/** What a booked appointment has beside what every booking has: its price, and the client's own reminder. */
export function AppointmentExtras() {
  return (
    <>
      <PriceNote />
      <OwnReminder />
    </>
  );
}

function PriceNote() {
  const { t, locale } = useI18n();
  const { view } = useInterview();
  const state = () => {
    const payment = view().appointment?.payment ?? 'none';
    return payment === 'none' ? '' : t(`price.${payment}`);
  };
  return (
    <Show when={view().appointment?.price}>
      {(price) => (
        <section class="card grid gap-2">
          <h3 class="font-strong">{t('price.title')}</h3>
          <p>
            <span class="figures">{priceText(price(), locale().formats)}</span>
            <span class="text-muted">, {state()}</span>
          </p>
        </section>
      )}
    </Show>
  );
}

function OwnReminder() {
  const { t } = useI18n();
  const { view, text, accept, say: announce } = useInterview();
  const [problem, setProblem] = createSignal<Problem | null>(null);

  async function wish(reminderBefore: string | null) {
    setProblem(null);
    try {
      accept(await api.candidate.setPreferences.mutate({ interviewId: view().interviewId, reminderBefore }));
      announce(t('reminder.saved'));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <section class="card no-print grid gap-2">
      <ReminderChoice
        wish={view().appointment?.reminderBefore ?? null}
        onChoose={(reminderBefore) => void wish(reminderBefore)}
      />
      <Show when={problem()}>
        {(failed) => (
          <Banner tone="bad" role="alert">
            {problemText(failed(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
    </section>
  );
}
