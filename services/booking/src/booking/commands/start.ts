import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Reason } from '@interlude/shared/schemas/fields';
import { type Change, type CommandContext, checkedReason, nextStatus, reasonDetail, textsOf } from '../change.ts';
import type { Command } from '../command.ts';
import { isEither } from '../row/booking-kind.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';

export function start(reason?: Reason): Command {
  return { name: 'start', takes: isEither, decide: (_, row, context) => judgeStart(row, context, reason) };
}

function judgeStart(row: ScheduledRow, context: CommandContext, reason?: Reason): Change {
  const { now, actor } = context;
  const status = nextStatus(row, 'start', context);
  // Starting ends the reminders and locks the candidate out of moving, so an early start by staff needs a reason.
  const isEarly = actor.party === 'staff' && row.startsAt !== null && now < row.startsAt.getTime();
  if (isEarly) checkedReason(reason, reasonCodes.startEarly);
  return {
    action: 'start',
    detail: reasonDetail(reason),
    set: { status, startedAt: new Date(now) },
    written: textsOf(reason),
    raisesVersion: true,
  };
}
