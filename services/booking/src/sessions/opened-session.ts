import { promisesOf } from '@interlude/shared/time/promised-time';
import { type CommandContext, interviewersOf, notice } from '../booking/change.ts';
import { blankScheduled } from '../booking/row/blank-booking.ts';
import { typeOf } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import type { GroupTerms } from '../calendar/joinable-sessions.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { newId } from '../runtime/new-id.ts';

/** A group session as its first guest brings it into being: who gives it is told, and reminded on the same terms. */
export function openedSession(
  guest: BookingRow & { readonly group: GroupTerms },
  reservation: ReservationRow,
  { now }: Pick<CommandContext, 'now'>,
): SessionRow {
  const { tenantId, company, provider, durationMinutes, stepMinutes, buffers, panel, resources, gridZone } = guest;
  const { startsAt, endsAt, people, terms = [] } = reservation;
  const at = new Date(now);
  const venue = guest.venue === null ? [] : [{ personId: null, zone: gridZone }];
  return {
    ...blankScheduled,
    _id: newId('group'),
    kind: 'group',
    tenantId,
    company,
    provider,
    durationMinutes,
    stepMinutes,
    buffers,
    panel,
    ...(resources ? { resources } : {}),
    ...(reservation.resources ? { resourceSeats: reservation.resources } : {}),
    gridZone,
    venue: guest.venue,
    meetingUrl: guest.meetingUrl,
    ...(guest.phone ? { phone: guest.phone } : {}),
    terms: guest.group,
    type: typeOf(guest),
    // Each guest confirms for themselves, so nobody confirms for the session.
    policy: { ...guest.policy, confirmAttendance: false },
    status: 'scheduled',
    scheduleRev: 1,
    startsAt,
    endsAt,
    scheduleMadeAt: at,
    people,
    reservationId: reservation._id,
    promised: promisesOf([...terms, ...venue], startsAt.getTime()),
    notices: [notice('scheduled', 'scheduled@1', interviewersOf(people), { now, scheduleRev: 1 })],
    createdAt: at,
  };
}
