import { rescheduleRefusal } from '@interlude/shared/booking-rules';
import { actionsOf, pickingStatuses } from '@interlude/shared/interview-status';
import type { CommandContext } from '../interviews/change.ts';
import type { InterviewRow } from '../interviews/interview-store.ts';
import { claimStart } from '../interviews/schedule-commands.ts';
import { refuse } from '../refused.ts';
import type { ReservationRow } from './reservation-store.ts';
import type { QuestionStores } from './slot-question.ts';

/** Keeps a start for a candidate who is still deciding; asking again extends it, another start replaces it. */
export async function holdSlot(
  stores: QuestionStores,
  row: InterviewRow,
  context: CommandContext,
  startsAt: number,
): Promise<ReservationRow> {
  const { status } = row;
  if (!pickingStatuses.includes(status)) {
    refuse({ code: 'status_forbids', status, action: 'hold', allowed: actionsOf(status, 'candidate') });
  }
  if (status === 'invited' && context.now > row.link.bookBy.getTime()) {
    refuse({ code: 'link_expired', expiredAt: row.link.bookBy.toISOString() });
  }
  // Nobody keeps a time from others that they may not move to.
  const refusal =
    status === 'invited' ? null : rescheduleRefusal({ ...row, startsAt: row.startsAt?.getTime() ?? null }, context.now);
  if (refusal !== null) refuse(refusal);
  const own = row.startsAt === null ? null : await stores.reservations.findLive(row.tenantId, row._id, 'interview');
  const { hold } = await claimStart(stores, row, context, { startsAt, own });
  return hold;
}

/** Gives a held start back when the candidate leaves; nothing happens when there is none. */
export async function releaseHold(stores: QuestionStores, row: InterviewRow): Promise<void> {
  await stores.reservations.dropHoldsOf(row.tenantId, row._id);
}
