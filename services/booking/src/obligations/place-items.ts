import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { PlaceItem } from '@interlude/shared/contracts/lifecycle';
import type { PersonId } from '@interlude/shared/ids';
import { joinOf } from '../booking/join-facts.ts';
import { isSession } from '../booking/row/booking-kind.ts';
import { isEntryChanged } from '../booking/row/marks.ts';
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

/** Which text an entry has: of each revision of the schedule there is one while the link to join is hidden, and one with it. */
export function entryRev(row: ScheduledRow, now: number): number {
  return row.scheduleRev * 2 + (joinOf(row, now).hiddenUntil === null ? 1 : 0);
}

// What its owner has changed is HR's to decide about: to write another text would put all of it back.
function hasText(row: ScheduledRow, personId: PersonId): boolean {
  const { textRev = 0, placed = {} } = row;
  return (placed[personId]?.textRev ?? 0) >= textRev || isEntryChanged(row, personId);
}

/** Whose calendars do not say what is true of a booking: those of its people, and of whoever was among them. */
export async function placeItems(people: PersonStore, row: ScheduledRow): Promise<PlaceItem[]> {
  const { placed = {}, textRev = 0 } = row;
  const known = Object.keys(placed) as PersonId[];
  const ids = [...new Set([...(stands(row) ? row.people : []), ...known])];
  if (ids.length === 0) return [];
  const rev = textRev === 0 ? row.scheduleRev : `${row.scheduleRev}.${textRev}`;
  const persons = await people.listByIds(row.tenantId, ids);
  return persons.flatMap((person) => {
    const to = calendarFor(row, person);
    const before = placed[person._id];
    const isThere = (rev: number) => before?.to === to && before.rev >= rev;
    const isDone = to === null ? before?.isThere !== true : isThere(entryRev(row, 0)) && hasText(row, person._id);
    // What is over stays where it is.
    const isOver = to === null && row.people.includes(person._id) && row.status !== 'cancelled' && !stands(row);
    const text = to === null ? 'take it out of a calendar' : 'put it into a calendar';
    const at = row.scheduleMadeAt?.getTime() ?? row.createdAt.getTime();
    // What was chosen, left and chosen again is another thing to do each time.
    const key = `place@${rev}:${to ?? 'none'}:${before?.times ?? 0}:${person._id}`;
    const item = { does: 'place', key, at, text, personId: person._id } as const;
    const { hiddenUntil } = joinOf(row, 0);
    const isLinkDue = to !== null && hiddenUntil !== null && hiddenUntil > at && !isThere(entryRev(row, hiddenUntil));
    return [
      ...(isDone || isOver ? [] : [item]),
      ...(isLinkDue ? [{ ...item, key: `join:${key}`, at: hiddenUntil, text: 'put the link into a calendar' }] : []),
    ];
  });
}
