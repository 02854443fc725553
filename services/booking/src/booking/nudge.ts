import { urgency } from '@interlude/shared/contracts/lifecycle';
import type { OutboxRow } from '../journal/outbox-store.ts';
import { newId } from '../runtime/new-id.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

/** The outbox row that tells an interview's workflow to read its facts again. */
export function nudgeFor(row: ScheduledRow, now: number): OutboxRow {
  const { tenantId, _id, factsRev } = row;
  return {
    _id: newId('event'),
    tenantId,
    interviewId: _id,
    rev: factsRev,
    createdAt: new Date(now),
    deliveredAt: null,
    urgency: row.status === 'invited' && row.scheduleRev === 0 ? urgency.bulk : urgency.soon,
  };
}
