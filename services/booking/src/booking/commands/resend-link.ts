import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import { type Change, type CommandContext, candidateOf, notice } from '../change.ts';
import type { Command } from '../command.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { withMark, withoutMarks } from '../row/marks.ts';

export const resendLink: Command<BookingRow> = {
  name: 'resendLink',
  takes: isBooking,
  decide: (_, row, context) => judgeResend(row, context),
};

/** Mails the same link again to the address on file. */
function judgeResend(row: BookingRow, { actor, now }: CommandContext): Change {
  // Staff extend the link instead: the same one would only say that the invitation has ended.
  if (actor.party === 'staff' && hasEnded(row, now))
    refuse({ code: 'status_forbids', status: row.status, action: 'resendLink', allowed: ['extendLink'] });
  const id = `link:${newId('event')}`;
  return {
    action: 'resendLink',
    detail: {},
    // Of what has ended the link only tells that it has: whoever still asks for it may need more. `marksAfter` drops
    // the mark where it has not.
    set: {
      marks:
        actor.party === 'candidate'
          ? withMark(row, { cause: 'link_asked', since: new Date(now) })
          : withoutMarks(row, ({ cause }) => cause === 'link_asked'),
    },
    notices: [notice('link', id, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: false,
  };
}

export function hasEnded({ status, link }: BookingRow, now: number): boolean {
  // The timer that marks the booking as expired may be late.
  return status === 'expired' || (status === 'invited' && link.bookBy.getTime() < now);
}
