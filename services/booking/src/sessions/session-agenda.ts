import type { AgendaSnapshot } from '@interlude/shared/booking/agenda-facts';
import { scheduledFacts } from '../booking/agenda-snapshot.ts';
import { zoneOf } from '../booking/row/booking-kind.ts';
import type { SessionRow } from '../booking/row/session-row.ts';

/** The facts of a group session as the agenda reads them: nobody is invited to it, and its guests have plans of their own. */
export function sessionAgenda(row: SessionRow, settled: ReadonlySet<string>): AgendaSnapshot {
  return {
    kind: row.kind,
    isOfInterviews: row.type !== 'appointment',
    ...scheduledFacts(row),
    zone: zoneOf(row),
    link: null,
    candidateId: row._id,
    remindersPaused: false,
    retake: null,
    offer: null,
    settled,
  };
}
