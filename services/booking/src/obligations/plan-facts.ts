import type { AgendaSnapshot } from '@interlude/shared/booking/agenda-facts';
import { agendaSnapshot } from '../booking/agenda-snapshot.ts';
import { isSession } from '../booking/row/booking-kind.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { sessionAgenda } from '../sessions/session-agenda.ts';

/** From what the plan is made; `settled` are the keys whose message is final. */
export function planFacts(row: ScheduledRow, settled: ReadonlySet<string>): AgendaSnapshot {
  return isSession(row) ? sessionAgenda(row, settled) : agendaSnapshot(row, settled);
}
