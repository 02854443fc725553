import type { Refusal } from '@interlude/shared/booking/refusal';
import { A } from '@solidjs/router';
import { createEffect, createMemo, For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { refusalText } from '../candidate/problem-text.ts';
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
  const { view, now, refresh } = useInterview();
  const live = () => liveOf(view(), now());
  // Only the server decides what is still possible, so an open page asks again once a deadline that it names is over.
  const isStale = createMemo(() => {
    const { reschedule, cancel } = view();
    return [reschedule, cancel].some(({ allowed, cutoffAt }) => allowed && now() > Date.parse(cutoffAt ?? '9999'));
  });
  createEffect(() => isStale() && refresh());
  return (
    <>
      <Ticket />
      <div class="ticket-foot">
        <Show when={live() === 'over'} fallback={<JoinNote />}>
          <p>{t('booked.over.what', { name: view().contact.name })}</p>
        </Show>
        <Changes />
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
            <ResendLink about={{ interviewId: view().interviewId }} mailedTo={view().mailedTo} isQuiet />
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
          <Show when={live() === 'ahead' || live() === 'soon'}>
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
    <Show when={view().actions.some((action) => action === 'reschedule' || action === 'cancel')}>
      <p class="no-print ticket-changes">
        <Show when={view().actions.includes('reschedule')}>
          <A class="button button-quiet" href={`${home()}/reschedule`}>
            {t('booked.reschedule')}
          </A>
        </Show>
        <Show when={view().actions.includes('cancel')}>
          <A class="button button-danger" href={`${home()}/cancel`}>
            {t('booked.cancel')}
          </A>
        </Show>
      </p>
    </Show>
  );
}

/** Until when, and how often, it can still be changed; or why it cannot. */
function PlansChange() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const until = (what: 'move' | 'cancel', at: string | null) => {
    if (at === null) return '';
    return at === view().startsAt
      ? t(`booked.${what}.start`)
      : t(`booked.${what}.until`, { date: text().when(Date.parse(at)) });
  };
  const refused = (refusal: Refusal | undefined) =>
    refusal ? refusalText(refusal, { t, text: text(), view: view() }) : '';
  const moving = () => {
    const { reschedule, actions } = view();
    if (!actions.includes('reschedule')) return refused(reschedule.refusal);
    const { isFew, left } = changesLeft(reschedule);
    const few = isFew && left > 0 ? t('booked.changes.few', { count: left }) : '';
    return [until('move', reschedule.cutoffAt), few, t('booked.kept')].filter(Boolean).join(' ');
  };
  const cancelling = () => {
    const { cancel, actions } = view();
    return actions.includes('cancel') ? until('cancel', cancel.cutoffAt) : refused(cancel.refusal);
  };
  const paragraphs = () => [moving(), cancelling()].filter(Boolean);
  return (
    <Show when={paragraphs().length > 0}>
      <section class="grid gap-2">
        <h2 class="heading">{t('booked.plans')}</h2>
        <For each={paragraphs()}>{(paragraph) => <p class="text-muted">{paragraph}</p>}</For>
      </section>
    </Show>
  );
}
