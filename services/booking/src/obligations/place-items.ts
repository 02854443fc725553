import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { PlaceItem } from '@interlude/shared/contracts/lifecycle';
import type { PersonId } from '@interlude/shared/ids';
import { isSession } from '../booking/row/booking-kind.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { PersonRow, PersonStore } from '../company/person-store.ts';

/** Whether its people are to have it in their calendars: of a place it is the session that stands there. */
function stands(row: ScheduledRow): boolean {
  const isPlace = !isSession(row) && row.group !== undefined;
  return !isPlace && row.startsAt !== null && upcomingStatuses.includes(row.status);
}

/** Whether somebody is to have it in a calendar, and which one. */
export function calendarFor(row: ScheduledRow, person: Pick<PersonRow, '_id' | 'writesTo'>): string | null {
  return stands(row) && row.people.includes(person._id) ? (person.writesTo ?? null) : null;
}

/** The same where it is written: what has begun or is over stays as it stands, also for a try that comes late. */
export function entryCalendarFor(row: ScheduledRow, person: Pick<PersonRow, '_id' | 'writesTo'>): string | null {
  const isKept = row.startsAt !== null && ['in_progress', 'completed', 'no_show', 'archived'].includes(row.status);
  return isKept && row.people.includes(person._id) ? (person.writesTo ?? null) : calendarFor(row, person);
}

/** Whose calendars do not say what is true of a booking: those of its people, and of whoever was among them. */
export async function placeItems(people: PersonStore, row: ScheduledRow): Promise<PlaceItem[]> {
  const { placed = {} } = row;
  const known = Object.keys(placed) as PersonId[];
  const ids = [...new Set([...(stands(row) ? row.people : []), ...known])];
  if (ids.length === 0) return [];
  const persons = await people.listByIds(row.tenantId, ids);
  return persons.flatMap((person) => {
    const to = calendarFor(row, person);
    const before = placed[person._id];
    const isDone = to === null ? before?.isThere !== true : before?.to === to && before.rev >= row.scheduleRev;
    // What is over stays where it is.
    const isOver = to === null && row.people.includes(person._id) && row.status !== 'cancelled' && !stands(row);
    if (isDone || isOver) return [];
    const text = to === null ? 'take it out of a calendar' : 'put it into a calendar';
    const at = row.scheduleMadeAt?.getTime() ?? row.createdAt.getTime();
    // What was chosen, left and chosen again is another thing to do each time.
    const key = `place@${row.scheduleRev}:${to ?? 'none'}:${before?.times ?? 0}:${person._id}`;
    return [{ does: 'place', key, at, text, personId: person._id }];
  });
}
