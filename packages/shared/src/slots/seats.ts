import { daySeat, largerBuffers, weekSeat } from './cells.ts';
import type { PersonRules, SlotQuestion } from './slot-question.ts';

const minute = 60_000;

/**
 * One seat below each cap for a meeting of a person at this start, or null when a cap is reached. Seats in `kept` are
 * the meeting's own and come first, so that a move within a day or week keeps its seat.
 */
export function freeSeats(person: PersonRules, startsAt: number, kept: ReadonlySet<string> = new Set()) {
  const { personId, zone, caps, takenSeats } = person;
  const seats: string[] = [];
  for (const { cap, seat } of [
    { cap: caps.perDay, seat: daySeat },
    { cap: caps.perWeek, seat: weekSeat },
  ]) {
    if (cap === null) continue;
    const all = Array.from({ length: cap }, (_, n) => seat(personId, zone, startsAt, n));
    const free = all.find((key) => kept.has(key)) ?? all.find((key) => !takenSeats.includes(key));
    if (free === undefined) return null;
    seats.push(free);
  }
  return seats;
}

/** The same person with a meeting more: what its claim would take is taken. */
export function withMeeting(person: PersonRules, q: SlotQuestion, startsAt: number): PersonRules {
  const buffers = largerBuffers(q.buffers, person.buffers);
  const meeting = { startsAt, endsAt: startsAt + q.durationMinutes * minute, ...buffers };
  const seats = freeSeats(person, startsAt) ?? [];
  return { ...person, busy: [...person.busy, meeting], takenSeats: [...person.takenSeats, ...seats] };
}
