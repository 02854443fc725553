import { refuse } from '../../runtime/refused.ts';
import { type Change, type CommandContext, candidateOf, instantDetail, nextStatus, notice } from '../change.ts';
import type { Command } from '../command.ts';
import { isAppointment, isBooking, isInterview } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { withMark } from '../row/marks.ts';
import { freed } from './freed-time.ts';

export const expire: Command<BookingRow> = {
  name: 'expire',
  takes: isBooking,
  decide: (_, row, context) => judgeExpire(row, context),
};

function judgeExpire(row: BookingRow, context: CommandContext): Change {
  const { now } = context;
  const status = nextStatus(row, 'expire', context);
  // A later deadline does not raise the version, so the timer of the former one may still fire.
  if (now < row.link.bookBy.getTime())
    refuse({ code: 'status_forbids', status: row.status, action: 'expire', allowed: [] });
  // A client who chose no time knows it; other guests rely on being told.
  const isSilent = row.part?.isFollowing || (isAppointment(row) && !row.waitlist);
  return {
    action: 'expire',
    detail: { bookBy: instantDetail(row.link.bookBy) },
    // The old link stops in the same transaction; it still tells its holder what happened.
    set: {
      status,
      access: { ...row.access, ver: row.access.ver + 1 },
      ...((isInterview(row) && !row.part?.isFollowing) || row.noShow === 'interviewer'
        ? { marks: withMark(row, { cause: 'expired', since: new Date(now) }) }
        : {}),
    },
    notices: isSilent
      ? []
      : [notice('expired', `expired@l${row.link.rev}`, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: true,
    ...freed(row, false),
  };
}
