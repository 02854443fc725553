import { For, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { StatusChip } from '../ui/banner.tsx';
import { Face } from '../ui/faces.tsx';
import { Interval } from '../ui/interval.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { OtherClock } from '../zones/other-clock.tsx';
import { ZoneSentence } from '../zones/zone-sentence.tsx';
import { AddToCalendar } from './add-to-calendar.tsx';
import { TicketStub } from './booked-stub.tsx';
import { ConfirmAttendance } from './confirm-attendance.tsx';
import { JoinLink } from './join-note.tsx';
import { liveOf } from './live.models.ts';

const GroupNote = lazyPart(async () => (await import('../groups/group-note.tsx')).GroupNote);

/** The booked time: date and time large, whose clocks they are, whom one meets, and the one thing to do now. */
export function Ticket() {
  const { t } = useI18n();
  const { view, text, now } = useInterview();
  const startsAt = () => Date.parse(view().startsAt ?? '');
  const endsAt = () => Date.parse(view().endsAt ?? '');
  const live = () => liveOf(view(), now());
  const how = () => {
    if (live() === 'running') return t('booked.now');
    return live() === 'over' ? t('booked.over') : text().distance(now(), startsAt());
  };
  return (
    <section class="ticket" classList={{ 'ticket-off': live() === 'over' }} aria-label={t('booked.ticket')}>
      <TicketStub at={startsAt()}>{how()}</TicketStub>
      <div class="ticket-body">
        <Interval {...text().span(startsAt(), endsAt())} at={startsAt()} until={endsAt()} />
        <p class="zone-line">
          {t('booked.zone', { place: text().place, offset: text().offset(startsAt()) })}
          {', '}
          {t('facts.minutes', { count: view().durationMinutes })}
        </p>
        <OtherClock at={startsAt()} until={endsAt()} />
        <div class="no-print zone-line-more">
          <ZoneSentence text={text()} now={now()} shownAt={startsAt()} />
        </div>
        <Show when={view().group}>
          <GroupNote />
        </Show>
        <Show when={view().interviewers.length > 0}>
          <ul class="ticket-part ticket-who" aria-label={t('booked.meet')}>
            <For each={view().interviewers}>
              {(person) => (
                <li class="person">
                  <Face of={person} />
                  <span>
                    <bdi class="block font-strong" translate="no">
                      {person.name}
                    </bdi>
                    <Show when={person.title}>
                      {(title) => (
                        <bdi class="block text-meta text-muted" translate="no">
                          {title()}
                        </bdi>
                      )}
                    </Show>
                    <Show when={person.about}>{(about) => <bdi class="block text-meta">{about()}</bdi>}</Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Show when={live() !== 'over'}>
          <div class="ticket-part ticket-actions">
            <Show when={view().status === 'confirmed'}>
              <StatusChip tone="good">{t('booked.confirmed')}</StatusChip>
            </Show>
            <Show when={live() !== 'ahead'}>
              <JoinLink />
            </Show>
            <ConfirmAttendance />
            <Show when={live() !== 'running'}>
              <AddToCalendar />
            </Show>
          </div>
        </Show>
      </div>
    </section>
  );
}
