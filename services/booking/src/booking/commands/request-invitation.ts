import { actionsOf } from '@interlude/shared/booking/booking-status';
import { refuse } from '../../runtime/refused.ts';
import type { Change, CommandContext } from '../change.ts';
import type { Command } from '../command.ts';
import { isBooking, isInterview, replacementOf } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { withMark } from '../row/marks.ts';
import { hasEnded } from './resend-link.ts';

export const requestInvitation: Command<BookingRow> = {
  name: 'requestInvitation',
  takes: isBooking,
  decide: (_, row, context) => judgeAsk(row, context),
};

/**
 * Whether another invitation can be asked for: where this one has ended, was missed or was called off, and HR can still
 * answer, by extending it or by a new one in its place.
 */
export function mayRequestInvitation(row: BookingRow, now: number): boolean {
  if (!isInterview(row) || replacementOf(row) !== null) return false;
  return hasEnded(row, now) || actionsOf(row.status, 'staff', row.kind).includes('undo');
}

/** Somebody who has no way left to book asks for another invitation: HR decide. */
function judgeAsk(row: BookingRow, { now }: CommandContext): Change {
  const marks = withMark(row, { cause: 'link_asked', since: new Date(now) });
  if (!mayRequestInvitation(row, now) || marks === row.marks)
    refuse({ code: 'status_forbids', status: row.status, action: 'requestInvitation', allowed: [] });
  return { action: 'requestInvitation', detail: {}, set: { marks }, raisesVersion: false };
}
