import { type AttentionCause, attentionCauses } from '@interlude/shared/booking/attention';
import { pickingStatuses, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { isInterview } from './booking-kind.ts';
import type { Mark } from './booking-parts.ts';
import type { ScheduledCore } from './scheduled-core.ts';
import type { ScheduledRow } from './scheduled-row.ts';

type Marked = Pick<ScheduledCore, 'marks'>;

const isSame = (one: Omit<Mark, 'since'>) => (other: Mark) => one.cause === other.cause && one.of === other.of;

/** The marks with this one among them; one that was there already keeps its date. */
export function withMark({ marks = [] }: Marked, mark: Mark): readonly Mark[] {
  return marks.some(isSame(mark)) ? marks : [...marks, mark];
}

/** The marks without those that are over; the same list where there are none. */
export function withoutMarks({ marks = [] }: Marked, isOver: (mark: Mark) => boolean): readonly Mark[] {
  return marks.some(isOver) ? marks.filter((mark) => !isOver(mark)) : marks;
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
  return {
    raised: is.filter((mark) => !was.some(isSame(mark))).map(({ cause }) => cause),
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
    case 'calendar_unseen':
      return isAtSameTime(before, after) && after.people.some((personId) => personId === of);
    case 'not_in_calendar':
      return after.people.some((personId) => personId === of) && isStillAhead(before, after);
    case 'clock_changed':
      return Boolean(after.clockAskedFor) && upcomingStatuses.includes(status);
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

function isStillAhead(before: ScheduledRow, { status }: ScheduledRow): boolean {
  return status === before.status || !['completed', 'no_show', 'archived'].includes(status);
}

function isAtSameTime(before: ScheduledRow, after: ScheduledRow): boolean {
  return upcomingStatuses.includes(after.status) && before.startsAt?.getTime() === after.startsAt?.getTime();
}
