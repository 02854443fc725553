import type { AgendaSnapshot } from '@interlude/shared/booking/agenda-facts';
import { guestIdOf, isAppointment, isInterview } from './row/booking-kind.ts';
import type { BookingRow } from './row/booking-row.ts';
import { lacksPhone } from './row/phone.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

/** What the plan of a group session is made from too. */
export function scheduledFacts(row: ScheduledRow) {
  return {
    status: row.status,
    scheduleRev: row.scheduleRev,
    timeRev: row.timeRev ?? null,
    policy: row.policy,
    startsAt: row.startsAt?.getTime() ?? null,
    endsAt: row.endsAt?.getTime() ?? null,
    scheduleMadeAt: row.scheduleMadeAt?.getTime() ?? null,
    completedAt: row.completedAt?.getTime() ?? null,
    interviewerIds: row.people,
    conflicts: (row.marks ?? []).flatMap(({ cause, of, since }) =>
      cause === 'busy_elsewhere' && of !== undefined ? [{ personId: of, since: since.getTime() }] : [],
    ),
    unseenSince: row.unseen?.length ? Math.max(...row.unseen.map(({ since }) => since.getTime())) : null,
    notices: row.notices,
  };
}

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
    ...scheduledFacts(row),
    isPlace: row.group !== undefined,
    zone: row.zone,
    link: { rev: row.link.rev, issuedAt: row.link.issuedAt.getTime(), bookBy: row.link.bookBy.getTime() },
    candidateId: guestIdOf(row),
    lacksPhone: lacksPhone(row) && row.phoneMissedRev !== row.scheduleRev,
    remindersPaused: row.remindersPaused,
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
