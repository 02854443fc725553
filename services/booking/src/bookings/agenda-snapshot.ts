import type { AgendaSnapshot } from '@interlude/shared/agenda';
import type { BookingRow } from './booking-row.ts';

/** The facts of one interview as the agenda reads them; `settled` are the keys whose message is final. */
export function agendaSnapshot(row: BookingRow, settled: ReadonlySet<string>): AgendaSnapshot {
  return {
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
    candidateId: row.candidateId,
    interviewerIds: row.people,
    remindersPaused: row.remindersPaused,
    notices: row.notices,
    retake:
      row.retake === null
        ? null
        : {
            requestId: row.retake.requestId,
            state: row.retake.state,
            expiresAt: row.retake.expiresAt.getTime(),
            issuesAt: row.retake.issuesAt?.getTime() ?? null,
          },
    offer: row.waitlist?.offer ?? null,
    isFollowing: row.part?.isFollowing === true,
    settled,
  };
}
