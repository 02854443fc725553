import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { Each } from '../../shell/each.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { StatusChip } from '../status-chip.tsx';
import { BookingLink } from './booking-link.tsx';

/** The group session that this is, or that the guest has a place in, and everybody in it. */
export function SessionSection(props: { readonly interview: InterviewDetail }) {
  const { t } = useHr();
  const isHere = (id: string | null) => id === props.interview.interviewId;
  const isOff = () => props.interview.status === 'cancelled';
  return (
    <Show when={props.interview.group}>
      {(group) => (
        <section aria-labelledby="group-title" class="side-section">
          <h2 id="group-title" class="side-title">
            {t('group.title')}
          </h2>
          <p>
            <bdi>{group().title}</bdi>
          </p>
          <p class="muted">
            <Show
              when={group().guests.length > 0}
              fallback={t(isOff() ? 'group.gone' : 'group.none', { places: String(group().places) })}
            >
              {t('group.booked', { booked: String(group().guests.length), places: String(group().places) })}
            </Show>
          </p>
          <ol class="attempts">
            <Each of={group().guests} by={({ interviewId }) => interviewId}>
              {(guest) => (
                <li>
                  <BookingLink
                    to={`/hr/${guest().interviewId.startsWith('apt_') ? 'appointments' : 'interviews'}/${guest().interviewId}`}
                    isHere={isHere(guest().interviewId)}
                  >
                    <bdi>{guest().name || t('fact.hidden')}</bdi>
                  </BookingLink>
                  <StatusChip status={guest().status} outcome={null} />
                </li>
              )}
            </Each>
          </ol>
          <Show when={!isHere(group().sessionId) && group().sessionId}>
            {(id) => (
              <>
                <p class="muted">{t('group.people')}</p>
                <A class="link" href={`/hr/interviews/${id()}`}>
                  {t('group.open')}
                </A>
              </>
            )}
          </Show>
        </section>
      )}
    </Show>
  );
}
