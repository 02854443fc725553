import { cancelRefusal } from '@interlude/shared/booking/booking-rules';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Reason } from '@interlude/shared/schemas/fields';
import { refuse } from '../../runtime/refused.ts';
import {
  type Change,
  type CommandContext,
  candidateOf,
  checkedReason,
  instantDetail,
  interviewersOf,
  nextStatus,
  notice,
} from '../change.ts';
import type { Command } from '../command.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';
import { withLeadPassedOn } from '../siblings.ts';
import { clockSettled } from './clock.ts';
import { freed } from './freed-time.ts';

export function cancel(reason: Reason | undefined): Command<BookingRow> {
  const decide: Command<BookingRow>['decide'] = (stores, row, context) =>
    withLeadPassedOn(stores, row, context, cancelled(row, context, reason));
  return { name: 'cancel', takes: isBooking, decide };
}

export function cancelled(row: BookingRow, context: CommandContext, reason: Reason | undefined): Change {
  const { actor, now } = context;
  const status = nextStatus(row, 'cancel', context);
  const change = cancelChange(row, context, { status, reason });
  const facts = { ...row, startsAt: row.startsAt?.getTime() ?? null };
  const late = actor.party === 'candidate' ? cancelRefusal(facts, now) : null;
  if (late !== null) refuse(late);
  return { ...change, ...freed(row, false) };
}

/** What calling off a booking changes, beside its reservation; refuses `reason_required`. */
export function cancelChange(
  row: ScheduledRow,
  { actor, now }: CommandContext,
  { status, reason }: { readonly status: BookingRow['status']; readonly reason: Reason | undefined },
): Change {
  const byCandidate = actor.party === 'candidate';
  const said = checkedReason(reason, byCandidate ? reasonCodes.cancelByCandidate : reasonCodes.cancelByStaff);
  const scheduleRev = row.scheduleRev + 1;
  const recipients = [candidateOf(row), ...interviewersOf(row.people)];
  return {
    action: 'cancel',
    detail: { reason: said.code, startsAt: instantDetail(row.startsAt) },
    set: {
      status,
      scheduleRev,
      cancelledAt: new Date(now),
      ...clockSettled,
      reason: { ...said, by: byCandidate ? 'candidate' : 'staff' },
    },
    notices: [notice('cancelled', `cancelled@${scheduleRev}`, recipients, { now, scheduleRev })],
    raisesVersion: true,
  };
}
