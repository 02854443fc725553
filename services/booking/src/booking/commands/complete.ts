import type { Outcome } from '@interlude/shared/booking/terms';
import { type Change, type CommandContext, nextStatus } from '../change.ts';
import type { Command } from '../command.ts';
import { isEither, isInterview } from '../row/booking-kind.ts';
import { withMark } from '../row/marks.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';
import { freed } from './freed-time.ts';

export function complete(outcome: Outcome): Command {
  return { name: 'complete', takes: isEither, decide: (_, row, context) => judgeComplete(row, context, outcome) };
}

function judgeComplete(row: ScheduledRow, context: CommandContext, outcome: Outcome): Change {
  const status = nextStatus(row, 'complete', context);
  const completedAt = new Date(context.now);
  const closedBy = context.actor.party === 'timer' ? 'timer' : 'staff';
  const isUntold = isInterview(row) && closedBy === 'timer' && outcome === 'pending';
  // Nobody passes or fails an appointment.
  const judged = isInterview(row) ? { outcome } : {};
  return {
    action: 'complete',
    detail: judged,
    set: {
      status,
      ...judged,
      completedAt,
      closedBy,
      ...(isUntold ? { marks: withMark(row, { cause: 'no_outcome', since: completedAt }) } : {}),
    },
    raisesVersion: true,
    ...freed(row, true),
  };
}
