import type { AuditRow } from '../journal/audit-store.ts';
import { newId } from '../runtime/new-id.ts';
import type { Change, CommandContext } from './change.ts';
import { changedFacts } from './changed-facts.ts';
import { marksChanged } from './row/marks.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

/** The row that says what somebody did to a booking, with the state that it is in since, and what became of its marks. */
export function auditRow(
  after: ScheduledRow,
  { now, actor, requestId, takenBy }: Pick<CommandContext, 'now' | 'actor' | 'requestId' | 'takenBy'>,
  { action, detail }: Pick<Change, 'action' | 'detail'>,
  before: ScheduledRow = after,
): AuditRow {
  const { raised, settled } = marksChanged(before, after);
  const changed = changedFacts(before, after);
  return {
    _id: newId('event'),
    tenantId: after.tenantId,
    interviewId: after._id,
    at: new Date(now),
    actor,
    action,
    detail: {
      status: after.status,
      version: after.version,
      ...(raised.length > 0 ? { attention: raised.join(' ') } : {}),
      ...(settled.length > 0 ? { settled: settled.join(' ') } : {}),
      ...detail,
      ...(takenBy === undefined ? {} : { takenBy }),
    },
    ...(changed.length > 0 ? { changed } : {}),
    requestId,
  };
}
