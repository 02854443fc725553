import { moved } from '@interlude/shared/time/instant';
import { auditRow } from '../booking/audit-row.ts';
import { type Change, type CommandContext, candidateOf, newAccess, nextStatus, notice } from '../booking/change.ts';
import type { Command, CommandStores } from '../booking/command.ts';
import { nudgeFor } from '../booking/nudge.ts';
import { gapMarks } from '../booking/panel-gaps.ts';
import { blankAttempt } from '../booking/row/blank-booking.ts';
import { isInterview } from '../booking/row/booking-kind.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import { newId } from '../runtime/new-id.ts';

/**
 * A new invitation in place of what was cancelled or recorded as missed: the same attempt with all that was agreed, a
 * new id and a new link. What happened stays on the record; the old link says that it was replaced.
 */
async function judgeUndo(stores: CommandStores, row: InterviewRow, context: CommandContext): Promise<Change> {
  const status = nextStatus(row, 'undo', context);
  const attempt = anew(row, context);
  const next = { ...attempt, marks: await gapMarks(stores, attempt, context.now) };
  return {
    action: 'undo',
    detail: { newInterviewId: next._id },
    // Open marks of the old booking are not its concern any more; the new one gets its own.
    set: { status, replacedBy: next._id, marks: [], access: { ...row.access, ver: row.access.ver + 1 } },
    raisesVersion: true,
    also: async () => {
      await stores.bookings.insert(next);
      const detail = { previousInterviewId: row._id, status: next.status, version: next.version };
      await stores.audit.append(auditRow(next, context, { action: 'invite', detail }));
      await stores.outbox.append(nudgeFor(next, context.now));
    },
  };
}

// A lineage of its own, since the attempt that it repeats keeps its place in the old one; `undoes` leads back.
function anew(row: InterviewRow, { now, actor }: CommandContext): InterviewRow {
  const _id = newId('interview');
  const bookBy = moved(now, row.policy.invitationValidFor, row.zone, 1);
  // Its other parts are booked or over, so it stands alone; what was said of the former one is not said again.
  const { part: _, placeIn: __, effectsAt: ___, personal: ____, ...alone } = row;
  return {
    ...alone,
    ...blankAttempt,
    _id,
    rootInterviewId: _id,
    undoes: row._id,
    attempt: row.attempt,
    previousInterviewId: row.previousInterviewId,
    note: row.note,
    hourCycle: row.hourCycle,
    rescheduleUsed: row.rescheduleUsed,
    link: { rev: 0, issuedAt: new Date(now), bookBy: new Date(bookBy) },
    access: newAccess(row, { now, bookBy }),
    invitedAt: new Date(now),
    invitedBy: actor.id as InterviewRow['invitedBy'],
    notices: [notice('invitation', 'invitation@l0', [candidateOf(row)], { now, scheduleRev: 0 })],
    createdAt: new Date(now),
  };
}

export const undo: Command<InterviewRow> = {
  name: 'undo',
  takes: isInterview,
  decide: (stores, row, context) => judgeUndo(stores, row, context),
};
