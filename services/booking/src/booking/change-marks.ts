import type { BookingId, TenantId } from '@interlude/shared/ids';
import { LostRace } from '../mongo/lost-race.ts';
import { newId } from '../runtime/new-id.ts';
import type { CommandStores } from './command.ts';
import { commitChanges } from './commit.ts';
import type { Mark } from './row/booking-parts.ts';
import { marksChanged } from './row/marks.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

const attempts = 5;

interface Ref {
  readonly tenantId: TenantId;
  readonly interviewId: BookingId;
  readonly key?: string;
}

/**
 * Writes what an event that is nobody's command makes of the marks of a booking; whatever else changes it at the same
 * moment, the marks are judged anew by what is there then. Safe to repeat.
 */
export async function changeMarks(
  { stores, now }: { readonly stores: CommandStores; readonly now: () => number },
  { tenantId, interviewId, key }: Ref,
  marksOf: (row: ScheduledRow) => readonly Mark[] | Promise<readonly Mark[]>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const row = await stores.scheduled.find(tenantId, interviewId);
    if (row === null) return;
    const marks = await marksOf(row);
    const { raised, settled } = marksChanged(row, { marks });
    if (raised.length + settled.length === 0) return;
    const action = raised.length > 0 ? 'needAttention' : 'settleAttention';
    const actor = { party: 'timer', id: null } as const;
    const context = { tenantId, interviewId, actor, now: now(), requestId: key ?? newId('event') };
    const change = { action, detail: key === undefined ? {} : { key }, set: { marks }, raisesVersion: false };
    try {
      return await commitChanges(stores, [{ row, context, change }], () => undefined);
    } catch (error) {
      if (!(error instanceof LostRace) || attempt >= attempts) throw error;
    }
  }
}
