import type { Outcome } from '@interlude/shared/booking/terms';
import type { Reason } from '@interlude/shared/schemas/fields';
import { refuse } from '../../runtime/refused.ts';
import { type Change, type CommandContext, nextStatus, reasonDetail } from '../change.ts';
import type { Command } from '../command.ts';
import { isInterview } from '../row/booking-kind.ts';
import type { InterviewRow } from '../row/booking-row.ts';

export function decide(outcome: Outcome, reason?: Reason): Command<InterviewRow> {
  return {
    name: 'decide',
    takes: isInterview,
    decide: (_, row, context) => judgeDecide(row, context, outcome, reason),
  };
}

/** Decides or changes an outcome; what was passed or failed changes only with a reason and no open retake. */
function judgeDecide(row: InterviewRow, context: CommandContext, outcome: Outcome, reason?: Reason): Change {
  const status = nextStatus(row, 'decide', context);
  const wasFinal = row.outcome === 'passed' || row.outcome === 'failed';
  if (wasFinal && outcome !== row.outcome) {
    if (isRetakeOpen(row)) refuse({ code: 'retake_active', interviewId: row._id });
    if (reason === undefined) refuse({ code: 'reason_required', codes: ['other'] });
  }
  const detail = { from: row.outcome, outcome, ...reasonDetail(reason) };
  const said = reason ? { reason: { ...reason, by: 'staff' as const } } : {};
  return { action: 'decide', detail, set: { status, outcome, ...said }, raisesVersion: true };
}

export function isRetakeOpen(row: InterviewRow): boolean {
  return row.retake?.state === 'pending' || row.retake?.state === 'approved';
}
