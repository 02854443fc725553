import { type AttentionCause, attentionCauses } from '@interlude/shared/booking/attention';
import { pickingStatuses, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { guestIdOf, isInterview } from './booking-kind.ts';
import type { Mark } from './booking-parts.ts';
import { lacksPhone } from './phone.ts';
import type { ScheduledCore } from './scheduled-core.ts';
import type { ScheduledRow } from './scheduled-row.ts';

type Marked = Pick<ScheduledCore, 'marks'>;

const isSame = (one: Omit<Mark, 'since'>) => (other: Mark) => one.cause === other.cause && one.of === other.of;

/** The marks with this one among them; one that was there already keeps its date, unless it is over something else. */
export function withMark({ marks = [] }: Marked, mark: Mark): readonly Mark[] {
  const before = marks.find(isSame(mark));
  if (before === undefined) return [...marks, mark];
  return before.over === mark.over ? marks : [...marks.filter((one) => one !== before), mark];
}

/** The marks without those that are over; the same list where there are none. */
export function withoutMarks({ marks = [] }: Marked, isOver: (mark: Mark) => boolean): readonly Mark[] {
  return marks.some(isOver) ? marks.filter((mark) => !isOver(mark)) : marks;
}

/** The marks without those of mails that did not reach the guest; the same list where there are none. */
export function withoutBounces(row: ScheduledRow): readonly Mark[] {
  const guest = guestIdOf(row);
  return withoutMarks(row, ({ cause, of }) => of === guest && (cause === 'bounced' || cause === 'complained'));
}

/** Whether HR are still to decide about what somebody has made of their calendar entry. */
export function isEntryChanged({ marks = [] }: Marked, personId: string): boolean {
  return marks.some(({ cause, of }) => cause === 'changed_in_calendar' && of === personId);
}

export function mostPressing({ marks = [] }: Marked): AttentionCause | null {
  return attentionCauses.find((cause) => marks.some((mark) => mark.cause === cause)) ?? null;
}

/**
 * The marks that a change leaves: whoever HR has just been asked about is added, and what the change settles is taken
 * away, whichever command it was.
 */
export function marksAfter(before: ScheduledRow, after: ScheduledRow): readonly Mark[] {
  const asked = outOf(after).filter((mark) => !outOf(before).some(isSame(mark)));
  const marks = asked.reduce((all, mark) => withMark({ marks: all }, mark), after.marks ?? []);
  return withoutMarks({ marks }, (mark) => !holds(mark, before, after));
}

export function marksChanged(before: Marked, after: Marked) {
  const [was, is] = [before.marks ?? [], after.marks ?? []];
  const isKnown = (mark: Mark) => was.some((one) => isSame(mark)(one) && one.over === mark.over);
  return {
    raised: is.filter((mark) => !isKnown(mark)).map(({ cause }) => cause),
    settled: was.filter((mark) => !is.some(isSame(mark))).map(({ cause }) => cause),
  };
}

function outOf({ status, dropOuts = [] }: ScheduledRow): Mark[] {
  if (!upcomingStatuses.includes(status)) return [];
  const asked = dropOuts.filter(({ state }) => state === 'asked');
  return asked.map(({ personId, since }) => ({ cause: 'interviewer_out', since, of: personId }));
}

function holds({ cause, of }: Mark, before: ScheduledRow, after: ScheduledRow): boolean {
  const { status } = after;
  switch (cause) {
    case 'interviewer_out':
      return outOf(after).some((mark) => mark.of === of);
    case 'busy_elsewhere':
      return isAtSameTime(before, after) && comesToIt(after, of) && !isSettled(after, of);
    case 'calendar_unseen':
      return isAtSameTime(before, after) && comesToIt(after, of);
    case 'not_in_calendar':
    case 'changed_in_calendar':
      return comesToIt(after, of) && isStillAhead(before, after);
    case 'clock_changed':
      return Boolean(after.clockAskedFor) && upcomingStatuses.includes(status);
    case 'no_phone':
      return isAtSameTime(before, after) && lacksPhone(after);
    case 'panel':
    case 'no_hours':
      return pickingStatuses.includes(status);
    case 'no_outcome':
      return status === 'completed' && isInterview(after) && after.outcome === 'pending';
    case 'link_asked':
      return !pickingStatuses.includes(status) && status !== 'in_progress';
    case 'expired':
      return status === 'expired';
    default:
      // A notice before the meeting is useless after it; a mail that bounced later still needs somebody.
      return isStillAhead(before, after);
  }
}

function comesToIt({ people }: ScheduledRow, of: string | undefined): boolean {
  return people.some((personId) => personId === of);
}

// HR have been asked about them, or have said that they come all the same.
function isSettled({ dropOuts = [], overElsewhere = [] }: ScheduledRow, of: string | undefined): boolean {
  return dropOuts.some(({ personId }) => personId === of) || overElsewhere.some((personId) => personId === of);
}

function isStillAhead(before: ScheduledRow, { status }: ScheduledRow): boolean {
  return status === before.status || !['completed', 'no_show', 'archived'].includes(status);
}

function isAtSameTime(before: ScheduledRow, after: ScheduledRow): boolean {
  return upcomingStatuses.includes(after.status) && before.startsAt?.getTime() === after.startsAt?.getTime();
}
