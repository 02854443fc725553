import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { changesLeft } from '../candidate/stage.models.ts';
import { StateTitle } from '../candidate/state-title.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ResendLink } from '../links/resend-link.tsx';
import { PartsList } from '../parts/parts-list.tsx';
import { CancelFollowing } from '../series/cancel-following.tsx';
import { SeriesList } from '../series/series-list.tsx';
import { StatusChip } from '../ui/banner.tsx';
import { Icon } from '../ui/icon.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { OtherClock } from '../zones/other-clock.tsx';
import { ZoneSentence } from '../zones/zone-sentence.tsx';
import { AddToCalendar } from './add-to-calendar.tsx';
import { ConfirmAttendance } from './confirm-attendance.tsx';
import { JoinLink, JoinNote, useJoinsNow } from './join-note.tsx';
import { Preparation } from './preparation.tsx';
import { WhatNext } from './what-next.tsx';

const GroupNote = lazyPart(async () => (await import('../groups/group-note.tsx')).GroupNote);
const AppointmentExtras = lazyPart(
  async () => (await import('../appointments/appointment-extras.tsx')).AppointmentExtras,
);

export function BookedCard() {
  const { t } = useI18n();
  const { view } = useInterview();
  return (
    <>
      <PartsList />
      <SeriesList />
      <div class="booked">
        <div class="grid content-start gap-6">
          <When />
          <AddToCalendar />
          <Changes />
          <CancelFollowing />
          <p class="print-only">{t('booked.page', { url: `${location.origin}/i/${view().interviewId}` })}</p>
        </div>
        <div class="grid content-start gap-6">
          <section class="card grid gap-2">
            <h3 class="font-strong">{t('booked.join')}</h3>
            <JoinNote />
          </section>
          <Preparation />
          <Show when={view().appointment}>
            <AppointmentExtras />
          </Show>
          <WhatNext />
          <div class="no-print flex flex-wrap items-start gap-3">
            <ResendLink about={{ interviewId: view().interviewId }} isQuiet />
            <button type="button" class="button" onClick={() => window.print()}>
              {t('booked.print')}
            </button>
          </div>
        </div>
      </div>
    </>
  );
}

function When() {
  const { t } = useI18n();
  const { view, text, now } = useInterview();
  const joinsNow = useJoinsNow();
  const startsAt = () => Date.parse(view().startsAt ?? '');
  const endsAt = () => Date.parse(view().endsAt ?? '');
  const utc = () => new Date(startsAt()).toISOString().slice(0, 16).replace('T', ' ');
  return (
    <section class="card grid gap-3">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <StateTitle text={t('booked.title')} icon={<Icon name="check" class="text-good" />} />
        <Show when={view().status === 'confirmed'}>
          <StatusChip tone="good">{t('booked.confirmed')}</StatusChip>
        </Show>
      </div>
      <p>
        <time datetime={view().startsAt ?? ''} class="block text-title font-strong text-balance">
          {text().fullDay(startsAt())}
        </time>
        <span class="figures mt-1 block text-section">{t('booked.time', text().span(startsAt(), endsAt()))}</span>
        <span class="mt-1 block text-muted">
          {t('booked.zone', { place: text().place, offset: text().offset(startsAt()) })}
          {' · '}
          {t('booked.utc', { time: utc() })}
        </span>
        <OtherClock at={startsAt()} until={endsAt()} />
      </p>
      <p class="text-muted">{t('booked.soon', { when: text().distance(now(), startsAt()) })}</p>
      <Show when={joinsNow()}>
        <JoinLink />
      </Show>
      <div class="no-print">
        <ZoneSentence text={text()} now={now()} shownAt={startsAt()} />
      </div>
      <Show when={view().group}>
        <GroupNote />
      </Show>
      <ConfirmAttendance />
    </section>
  );
}

function Changes() {
  const { t } = useI18n();
  const { view, text } = useInterview();
  const budget = () => view().reschedule;
  const home = () => `/i/${view().interviewId}`;
  const dateOf = (at: string | null) => (at === null ? '' : text().when(Date.parse(at)));
  return (
    <section class="no-print grid gap-3">
      <div class="flex flex-wrap gap-3">
        <A class="button" href={`${home()}/reschedule`}>
          {t('booked.reschedule')}
        </A>
        <A class="button button-danger" href={`${home()}/cancel`}>
          {t('booked.cancel')}
        </A>
      </div>
      <div class="text-meta text-muted">
        <p>
          {t('booked.changes', { count: budget().used, limit: String(budget().limit) })}{' '}
          <Show when={changesLeft(budget()).isFew && changesLeft(budget()).left > 0}>
            {t('booked.changes.few', { count: changesLeft(budget()).left })}{' '}
          </Show>
          <Show when={budget().cutoffAt}>{t('booked.until', { date: dateOf(budget().cutoffAt) })}</Show>
        </p>
        <Show when={view().cancel.cutoffAt}>
          <p>{t('booked.cancel.until', { date: dateOf(view().cancel.cutoffAt) })}</p>
        </Show>
      </div>
    </section>
  );
}
