import type { AgendaSnapshot } from '@interlude/shared/booking/agenda-facts';
import { guestIdOf, isAppointment, isGroup, isInterview } from './row/booking-kind.ts';
import type { BookingRow } from './row/booking-row.ts';

/** The facts of one booking as the agenda reads them; `settled` are the keys whose message is final. */
export function agendaSnapshot(row: BookingRow, settled: ReadonlySet<string>): AgendaSnapshot {
  const retake = isInterview(row) ? row.retake : null;
  return {
    ...(isAppointment(row)
      ? {
          kind: row.kind,
          reminderBefore: row.reminderBefore,
          reminderWishedAt: row.reminderWishedAt?.getTime() ?? null,
        }
      : {}),
    ...(isGroup(row)
      ? { kind: row.kind, isOfInterviews: row.type !== 'appointment' }
      : { isPlace: row.group !== undefined }),
    status: row.status,
    scheduleRev: row.scheduleRev,
    timeRev: row.timeRev ?? null,
    zone: row.zone,
    policy: row.policy,
    link: { rev: row.link.rev, issuedAt: row.link.issuedAt.getTime(), bookBy: row.link.bookBy.getTime() },
    startsAt: row.startsAt?.getTime() ?? null,
    endsAt: row.endsAt?.getTime() ?? null,
    scheduleMadeAt: row.scheduleMadeAt?.getTime() ?? null,
    completedAt: row.completedAt?.getTime() ?? null,
    candidateId: guestIdOf(row),
    interviewerIds: row.people,
    remindersPaused: row.remindersPaused,
    notices: row.notices,
    retake:
      retake === null
        ? null
        : {
            requestId: retake.requestId,
            state: retake.state,
            expiresAt: retake.expiresAt.getTime(),
            issuesAt: retake.issuesAt?.getTime() ?? null,
          },
    offer: row.waitlist?.offer ?? null,
    isFollowing: row.part?.isFollowing === true,
    leadSince: row.part?.leadSince?.getTime() ?? null,
    settled,
  };
}
