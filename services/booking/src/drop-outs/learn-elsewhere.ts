import type { ElsewhereDay } from '@interlude/shared/contracts/calendars';
import { changeMarks } from '../booking/change-marks.ts';
import type { CommandStores } from '../booking/command.ts';
import { withMark, withoutMarks } from '../booking/row/marks.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { type Elsewhere, keepElsewhere } from '../claims/time-elsewhere.ts';

interface Learned {
  /** The bookings that something stands over. */
  readonly conflicts: readonly string[];
  /** Nobody books them any more: their calendars are to be forgotten. */
  readonly isGone: boolean;
}

interface LearnDeps {
  readonly stores: CommandStores;
  readonly now: () => number;
}

/**
 * Takes over what the other calendars of a person say. What arrives over a booking is no refusal and no cancellation: the
 * booking gets a mark, which goes when the calendar is free again or the booking has moved. Safe to repeat.
 */
export async function learnElsewhere(deps: LearnDeps, wish: Elsewhere): Promise<Learned> {
  const { tenantId, personId } = wish;
  const person = await deps.stores.people.find(tenantId, personId);
  if (!person?.active) {
    await deps.stores.reservations.elsewhere.forgetDays(tenantId, personId);
    return { conflicts: [], isGone: true };
  }
  if (!(await keepElsewhere(deps, wish))) return { conflicts: [], isGone: false };
  const conflicts: string[] = [];
  for (const { _id: interviewId, startsAt } of await deps.stores.scheduled.listUpcomingOf(tenantId, personId)) {
    if (startsAt === null || !isWithin(startsAt, wish)) continue;
    await changeMarks(deps, { tenantId, interviewId }, (row) => {
      const isOver = isConflict(row, wish);
      if (isOver) conflicts.push(interviewId);
      const mark = { cause: 'busy_elsewhere', since: new Date(deps.now()), of: personId } as const;
      return isOver
        ? withMark(row, mark)
        : withoutMarks(row, ({ cause, of }) => cause === mark.cause && of === personId);
    });
  }
  return { conflicts: [...new Set(conflicts)], isGone: false };
}

function isWithin(at: Date, { from, to }: Elsewhere): boolean {
  return at.getTime() >= Date.parse(from) && at.getTime() < Date.parse(to);
}

/** Whether somebody who comes is busy meanwhile without staff having said that they come all the same. */
function isConflict({ people, startsAt, endsAt, overElsewhere = [] }: ScheduledRow, wish: Elsewhere): boolean {
  const { personId, days } = wish;
  if (!people.includes(personId) || overElsewhere.includes(personId) || startsAt === null || endsAt === null)
    return false;
  const isMet = ({ spans }: ElsewhereDay) => spans.some(({ from, to }) => from < +endsAt && to > +startsAt);
  return days.some(isMet);
}
