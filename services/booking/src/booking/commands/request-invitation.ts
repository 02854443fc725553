import { refuse } from '../../runtime/refused.ts';
import type { Change, CommandContext } from '../change.ts';
import type { Command } from '../command.ts';
import { isBooking, isInterview } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { withMark } from '../row/marks.ts';
import { hasEnded } from './resend-link.ts';

export const requestInvitation: Command<BookingRow> = {
  name: 'requestInvitation',
  takes: isBooking,
  decide: (_, row, context) => judgeAsk(row, context),
};

/** Somebody whose invitation has ended asks for another one: HR decide, by extending it. */
function judgeAsk(row: BookingRow, { now }: CommandContext): Change {
  const marks = withMark(row, { cause: 'link_asked', since: new Date(now) });
  if (!isInterview(row) || !hasEnded(row, now) || marks === row.marks)
    refuse({ code: 'status_forbids', status: row.status, action: 'requestInvitation', allowed: [] });
  return { action: 'requestInvitation', detail: {}, set: { marks }, raisesVersion: false };
}
