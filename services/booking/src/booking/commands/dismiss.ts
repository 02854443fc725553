import type { AttentionCause } from '@interlude/shared/booking/attention';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { PersonId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/schemas/fields';
import { refuse } from '../../runtime/refused.ts';
import { type Change, checkedReason, reasonDetail } from '../change.ts';
import type { Command, CommandStores } from '../command.ts';
import { isEither } from '../row/booking-kind.ts';
import type { Mark } from '../row/booking-parts.ts';
import { withoutMarks } from '../row/marks.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';

// A page offers it for ten seconds, longer under a pointer.
const takenBackWithinMs = 60_000;

interface Dismissal {
  readonly cause: AttentionCause;
  readonly reason: Reason | undefined;
  readonly now: number;
}

/** Somebody has seen to what a mark asks for, or it asks for nothing: all marks of that cause are taken away. */
function judgeDismiss({ scheduled }: CommandStores, row: ScheduledRow, { cause, reason, now }: Dismissal): Change {
  const said = checkedReason(reason, reasonCodes.dismiss);
  const gone = (row.marks ?? []).filter((mark) => mark.cause === cause);
  if (gone.length === 0) refuse({ code: 'not_found' });
  return {
    action: 'dismissAttention',
    detail: reasonDetail(said),
    set: {
      marks: withoutMarks(row, (mark) => mark.cause === cause),
      dismissed: { at: new Date(now), marks: gone },
      // The next look would ask the same: whoever it is about comes all the same.
      ...(cause === 'busy_elsewhere' ? { overElsewhere: [...(row.overElsewhere ?? []), ...busyOf(row, gone)] } : {}),
    },
    // The entries stay as their owners made them, even where a number was corrected since.
    also: () => scheduled.leaveText(row.tenantId, row._id, changedOf(gone), row.textRev ?? 0),
    raisesVersion: false,
  };
}

function changedOf(marks: readonly Mark[]): string[] {
  return marks.flatMap(({ cause, of }) => (cause === 'changed_in_calendar' && of !== undefined ? [of] : []));
}

function busyOf({ people }: ScheduledRow, marks: readonly Mark[]): PersonId[] {
  return people.filter((personId) => marks.some(({ cause, of }) => cause === 'busy_elsewhere' && of === personId));
}

function withoutThose({ overElsewhere = [] }: ScheduledRow, people: readonly PersonId[]): PersonId[] {
  return overElsewhere.filter((personId) => !people.includes(personId));
}

export function dismiss(cause: AttentionCause, reason: Reason | undefined): Command {
  return {
    name: 'dismiss',
    takes: isEither,
    decide: (stores, row, { now }) => judgeDismiss(stores, row, { cause, reason, now }),
  };
}

/** Puts the marks back that were dismissed a moment ago, each since when it stood. */
function judgeRestore(row: ScheduledRow, cause: AttentionCause, now: number): Change {
  const { at, marks: gone } = row.dismissed ?? { at: new Date(0), marks: [] };
  const isOfCause = gone.some((mark) => mark.cause === cause);
  if (!isOfCause || now - at.getTime() > takenBackWithinMs) refuse({ code: 'not_found' });
  const isBack = (mark: Mark) => gone.some((one) => one.cause === mark.cause && one.of === mark.of);
  return {
    action: 'restoreAttention',
    detail: {},
    set: {
      marks: [...gone, ...withoutMarks(row, isBack)],
      dismissed: null,
      ...(cause === 'busy_elsewhere' ? { overElsewhere: withoutThose(row, busyOf(row, gone)) } : {}),
    },
    raisesVersion: false,
  };
}

export function restoreDismissed(cause: AttentionCause): Command {
  return { name: 'restoreDismissed', takes: isEither, decide: (_, row, { now }) => judgeRestore(row, cause, now) };
}
