import { A, useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Picker } from '../picking/picker.tsx';
import { Banner } from '../ui/banner.tsx';
import { useInterview } from './interview-context.tsx';
import { refusalText } from './problem-text.ts';
import { changesLeft } from './stage.models.ts';
import { StateTitle } from './state-title.tsx';

/** `/i/:id/reschedule`: the same picker, with the present time in sight until the new one is committed. */
export function MoveStep() {
  const { t } = useI18n();
  const { view, text, accept, say } = useInterview();
  const navigate = useNavigate();
  const home = () => `/i/${view().interviewId}`;
  return (
    <div class="grid gap-6">
      <Show
        when={view().reschedule.allowed}
        fallback={
          <section class="card grid max-w-2xl justify-items-start gap-3">
            <StateTitle text={t('move.no')} />
            <Show when={view().reschedule.refusal}>
              {(refusal) => <p>{refusalText(refusal(), { t, text: text(), view: view() })}</p>}
            </Show>
            <A class="button" href={home()}>
              {t('app.back')}
            </A>
          </section>
        }
      >
        <div class="grid gap-2">
          <StateTitle text={t('move.title')} />
          <FormerTime />
        </div>
        <Picker
          mode="move"
          onDone={(moved) => {
            accept(moved);
            say(t('booked.moved'));
            navigate(home(), { replace: true });
          }}
        />
        <A class="link inline-flex min-h-11 items-center justify-self-start" href={home()}>
          {t('app.back')}
        </A>
      </Show>
    </div>
  );
}

function FormerTime() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const budget = () => view().reschedule;
  return (
    <>
      <Show when={view().startsAt}>
        {(startsAt) => <p>{t('move.former', { when: text().namedWhen(Date.parse(startsAt())) })}</p>}
      </Show>
      <p class="text-muted">{t('move.budget', { count: budget().used, limit: String(budget().limit) })}</p>
      <Show when={changesLeft(budget()).left === 1}>
        <Banner tone="warn">{t('move.last', { name: view().contact.name })}</Banner>
      </Show>
    </>
  );
}
