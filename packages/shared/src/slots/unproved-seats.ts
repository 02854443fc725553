import { addDays, localOf, startOfLocalDay } from '../time/time-zone.ts';
import { hasCell, removeRun } from './cell-set.ts';
import { CELL_MS, largerBuffers, trackSpans } from './cells.ts';
import { startsWithinHours } from './person-starts.ts';
import type { PersonRules, SlotQuestion } from './slot-question.ts';

/** The part of a person's bookable time on one local date that visitors without a proved address may hold: one in so many. */
const part = 3;

/**
 * The seats that a hold of such a visitor takes on the person's local date of the start (`personId:U20270328#0`), one
 * for every five minutes with its buffers, or null when visitors hold a third of that date already. One hold is always
 * allowed. `busy` of the person is what is booked or away; `taken` are the seats of the other visitors. Seats are keys
 * of the reservation's unique index, so rivals cannot take more together than each of them may.
 */
export function unprovedSeats(
  person: PersonRules,
  q: SlotQuestion,
  startsAt: number,
  taken: ReadonlySet<string>,
): string[] | null {
  const { personId, zone } = person;
  const { date } = localOf(zone, startsAt);
  const seatOf = (n: number) => `${personId}:U${date.replaceAll('-', '')}#${n}`;
  const { beforeMinutes, afterMinutes } = largerBuffers(q.buffers, person.buffers);
  const wanted = Math.ceil(((q.durationMinutes + beforeMinutes + afterMinutes) * 60_000) / CELL_MS);
  const held = [...taken].filter((seat) => seat.startsWith(seatOf(0).slice(0, -1))).length;
  if (held > 0 && held + wanted > bookableCells(person, q, date) / part) return null;
  const free = Array.from({ length: held + wanted }, (_, n) => seatOf(n)).filter((seat) => !taken.has(seat));
  return free.slice(0, wanted);
}

/** The seat that a place of such a visitor takes in a group session (`sessionId:U#0`): a third of its places, and one always. */
export function unprovedPlaceSeat(sessionId: string, places: number, taken: ReadonlySet<string>): string | null {
  const seats = Array.from({ length: Math.max(1, Math.floor(places / part)) }, (_, n) => `${sessionId}:U#${n}`);
  return seats.find((seat) => !taken.has(seat)) ?? null;
}

/** Matches the seats of visitors without a proved address among all keys of a reservation. */
export const unprovedSeatPattern = /:U\d*#\d+$/;

/** How many cells of a local date lie within the person's hours and the question's bounds, and are not busy. */
function bookableCells(person: PersonRules, q: SlotQuestion, date: string): number {
  const first = Math.ceil(startOfLocalDay(person.zone, date) / CELL_MS);
  const length = Math.floor(startOfLocalDay(person.zone, addDays(date, 1)) / CELL_MS) - first;
  const cells = startsWithinHours(person, CELL_MS / 60_000, { first, length });
  const remove = (from: number, to: number) => removeRun(cells, within(from), within(to));
  const within = (cell: number) => Math.min(length, Math.max(0, cell - first));
  remove(first, Math.ceil(Math.max(q.earliestAt, person.earliestAt ?? 0) / CELL_MS));
  remove(Math.ceil((q.latestAt + q.durationMinutes * 60_000) / CELL_MS), first + length);
  for (const busy of person.busy) {
    const { beforeFrom, afterTo } = trackSpans(busy);
    remove(beforeFrom, afterTo);
  }
  return Array.from({ length }, (_, cell) => cell).filter((cell) => hasCell(cells, cell)).length;
}
