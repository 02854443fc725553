import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { changesLeft } from '../candidate/stage.models.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ResendLink } from '../links/resend-link.tsx';
import { PartsList } from '../parts/parts-list.tsx';
import { CancelFollowing } from '../series/cancel-following.tsx';
import { SeriesList } from '../series/series-list.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { JoinNote } from './join-note.tsx';
import { liveOf } from './live.models.ts';
import { Preparation } from './preparation.tsx';
import { Ticket } from './ticket.tsx';
import { WhatNext } from './what-next.tsx';
import './booked.css';

const AppointmentExtras = lazyPart(
  async () => (await import('../appointments/appointment-extras.tsx')).AppointmentExtras,
);

const WayBackLink = lazyPart(
  async () => (await import('../appointments/way-back-link.tsx')).WayBackLink,
  () => null,
);

/** Everything about what is booked, until somebody says how it went. */
export function BookedCard() {
  const { t } = useI18n();
  const { view, now } = useInterview();
  const live = () => liveOf(view(), now());
  const isChangeable = () => view().status !== 'in_progress' && (live() === 'ahead' || live() === 'soon');
  return (
    <>
      <Ticket />
      <div class="ticket-foot">
        <Show when={live() === 'over'} fallback={<JoinNote />}>
          <p>{t('booked.over.what', { name: view().contact.name })}</p>
        </Show>
        <Show when={isChangeable()}>
          <Changes />
        </Show>
        <Show when={view().appointment}>
          <WayBackLink />
        </Show>
      </div>
      <PartsList />
      <SeriesList />
      <div class="booked">
        <div class="grid content-start gap-6">
          <WhatNext />
          <div class="no-print flex flex-wrap items-start gap-2">
            <ResendLink about={{ interviewId: view().interviewId }} isQuiet />
            <button type="button" class="button button-quiet" onClick={() => window.print()}>
              {t('booked.print')}
            </button>
          </div>
          <p class="print-only">{t('booked.page', { url: `${location.origin}/i/${view().interviewId}` })}</p>
        </div>
        <div class="grid content-start gap-8">
          <Preparation />
          <Show when={view().appointment}>
            <AppointmentExtras />
          </Show>
          <Show when={isChangeable()}>
            <PlansChange />
          </Show>
          <CancelFollowing />
        </div>
      </div>
    </>
  );
}

function Changes() {
  const { t } = useI18n();
  const { view } = useInterview();
  const home = () => `/i/${view().interviewId}`;
  return (
    <p class="no-print ticket-changes">
      <A class="button button-quiet" href={`${home()}/reschedule`}>
        {t('booked.reschedule')}
      </A>
      <A class="button button-danger" href={`${home()}/cancel`}>
        {t('booked.cancel')}
      </A>
    </p>
  );
}

/** Until when, and how often, it can still be changed. */
function PlansChange() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const left = () => changesLeft(view().reschedule);
  const until = (what: 'move' | 'cancel', at: string | null) => {
    if (at === null) return '';
    return at === view().startsAt
      ? t(`booked.${what}.start`)
      : t(`booked.${what}.until`, { date: text().when(Date.parse(at)) });
  };
  const sentences = () => [
    until('move', view().reschedule.cutoffAt),
    left().isFew && left().left > 0 ? t('booked.changes.few', { count: left().left }) : '',
    until('cancel', view().cancel.cutoffAt),
    t('booked.kept'),
  ];
  return (
    <section class="grid gap-2">
      <h2 class="heading">{t('booked.plans')}</h2>
      <p class="text-muted">{sentences().filter(Boolean).join(' ')}</p>
    </section>
  );
}
