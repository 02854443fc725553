import { A } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { PartsList } from '../parts/parts-list.tsx';
import { SeriesList } from '../series/series-list.tsx';
import { useInterview } from './interview-context.tsx';
import { RetakePanel } from './retake-panel.tsx';
import { stageOf } from './stage.models.ts';
import { StateTitle } from './state-title.tsx';

/** Everything after the meeting or in its place: done, missed or cancelled. */
export function PastState() {
  const { view } = useInterview();
  const stage = () => stageOf(view());
  return (
    <div class="grid max-w-2xl gap-6">
      <PartsList />
      <SeriesList />
      <Switch>
        <Match when={stage() === 'completed'}>
          <Completed />
        </Match>
        <Match when={stage() === 'no_show'}>
          <NoShow />
        </Match>
        <Match when={stage() === 'cancelled'}>
          <Cancelled />
        </Match>
      </Switch>
    </div>
  );
}

function useWhen() {
  const { view, text } = useInterview();
  return () => {
    const { startsAt } = view();
    return startsAt === null ? '' : text().namedWhen(Date.parse(startsAt));
  };
}

function Completed() {
  const { t } = useI18n();
  const { view } = useInterview();
  const when = useWhen();
  const tookPlace = () => view().tookPlace === true;
  return (
    <>
      <section class="card grid gap-2">
        <StateTitle text={t(tookPlace() ? 'completed.title' : 'live.over')} />
        <Show when={when()}>
          <p class="text-muted">{t(tookPlace() ? 'completed.when' : 'completed.planned', { date: when() })}</p>
        </Show>
        <p>
          {tookPlace()
            ? t(`completed.${view().outcome ?? 'pending'}`, { company: view().company })
            : t('booked.over.what', { name: view().contact.name })}
        </p>
        <ContactLink />
      </section>
      <RetakePanel />
    </>
  );
}

function NoShow() {
  const { t } = useI18n();
  const { view } = useInterview();
  const when = useWhen();
  return (
    <section class="card grid gap-2">
      <StateTitle text={t('no_show.title')} />
      <p>{t('no_show.what', { date: when(), name: view().contact.name })}</p>
      <ContactLink />
    </section>
  );
}

function Cancelled() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  return (
    <section class="card grid gap-2">
      <StateTitle text={t('cancelled.title')} />
      <Show when={view().cancelledAt}>
        {(at) => <p>{t('cancelled.when', { date: text().namedWhen(Date.parse(at())) })}</p>}
      </Show>
      <p>{t('cancelled.what', { name: view().contact.name })}</p>
      <BookAgain />
      <ContactLink />
    </section>
  );
}

function BookAgain() {
  const { t } = useI18n();
  const { view } = useInterview();
  return (
    <Show when={view().appointment}>
      {(appointment) => (
        <p>
          <A class="button" href={appointment().page}>
            {t('pick.title')}
          </A>
        </p>
      )}
    </Show>
  );
}

function ContactLink() {
  const { view } = useInterview();
  return (
    <p>
      <a class="link inline-flex min-h-11 items-center" translate="no" href={`mailto:${view().contact.email}`}>
        {view().contact.email}
      </a>
    </p>
  );
}
