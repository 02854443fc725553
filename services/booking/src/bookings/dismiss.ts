import type { AttentionCause } from '@interlude/shared/attention';
import type { Reason } from '@interlude/shared/interview';
import { reasonCodes } from '@interlude/shared/reason-codes';
import { refuse } from '../refused.ts';
import type { BookingRow } from './booking-row.ts';
import { type Change, reasonDetail } from './change.ts';
import { withoutMarks } from './marks.ts';
import { checkedReason } from './status-commands.ts';

/** Somebody has seen to what a mark asks for, or it asks for nothing: all marks of that cause are taken away. */
export function dismiss(row: BookingRow, cause: AttentionCause, reason: Reason | undefined): Change {
  const said = checkedReason(reason, reasonCodes.dismiss);
  if (!row.marks?.some((mark) => mark.cause === cause)) refuse({ code: 'not_found' });
  return {
    action: 'dismissAttention',
    detail: reasonDetail(said),
    set: { marks: withoutMarks(row, (mark) => mark.cause === cause) },
    raisesVersion: false,
  };
}
