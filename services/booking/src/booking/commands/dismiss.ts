import type { AttentionCause } from '@interlude/shared/booking/attention';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Reason } from '@interlude/shared/schemas/fields';
import { refuse } from '../../runtime/refused.ts';
import { type Change, checkedReason, reasonDetail } from '../change.ts';
import type { Command } from '../command.ts';
import { isEither } from '../row/booking-kind.ts';
import { withoutMarks } from '../row/marks.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';

/** Somebody has seen to what a mark asks for, or it asks for nothing: all marks of that cause are taken away. */
function judgeDismiss(row: ScheduledRow, cause: AttentionCause, reason: Reason | undefined): Change {
  const said = checkedReason(reason, reasonCodes.dismiss);
  if (!row.marks?.some((mark) => mark.cause === cause)) refuse({ code: 'not_found' });
  return {
    action: 'dismissAttention',
    detail: reasonDetail(said),
    set: { marks: withoutMarks(row, (mark) => mark.cause === cause) },
    raisesVersion: false,
  };
}

export function dismiss(cause: AttentionCause, reason: Reason | undefined): Command {
  return { name: 'dismiss', takes: isEither, decide: (_, row) => judgeDismiss(row, cause, reason) };
}
