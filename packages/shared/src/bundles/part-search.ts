import { CELL_MS } from '../slots/cells.ts';
import { type Arrangement, startsAfter } from './arrangement.ts';
import { panelsAt, type Taken, takenWith } from './crew.ts';
import { firstFrom, type Room, type Stage } from './rooms.ts';

const minute = 60_000;

interface Placed {
  readonly startsAt: number;
  readonly people: string[];
}

interface Wish {
  readonly taken: Taken;
  /** States from which the rest cannot be placed, known from earlier wishes of the same room. */
  readonly dead: Set<string>;
  /** The part that must be at `only`; -1 for none. */
  readonly target: number;
  readonly only: number;
  readonly effort: { left: number };
}

interface Before {
  readonly index: number;
  readonly endsAt: number;
}

/** Places the parts from the n-th on after the one before, depth first; null when there is no way. */
export function place(room: Room, n: number, wish: Wish, before: Before | null): Placed[] | null {
  const stage = room.stages[n];
  if (stage === undefined) return [];
  if (wish.effort.left <= 0) return null;
  const state = stateKey(room, n, wish.taken, before?.endsAt ?? 0);
  const aimed = n <= wish.target ? `${state} ${wish.target} ${wish.only}` : state;
  if (wish.dead.has(state) || wish.dead.has(aimed)) return null;
  for (const startsAt of startsToTry(room, n, wish, before)) {
    const placed = placeAt(room, n, wish, startsAt);
    if (placed !== null) return placed;
  }
  // A search that ran out of effort says nothing about its state.
  if (wish.effort.left > 0) wish.dead.add(aimed);
  return null;
}

function startsToTry({ arrangement, stages }: Room, n: number, wish: Wish, before: Before | null): readonly number[] {
  const { index, starts } = stages[n] ?? { index: 0, starts: [] };
  const { from, to } =
    before === null ? { from: 0, to: Number.POSITIVE_INFINITY } : startsAfter(arrangement, before, index);
  if (n === wish.target) return wish.only >= from && wish.only <= to ? [wish.only] : [];
  const latest = n < wish.target ? wish.only - leastBetween(arrangement, stages.slice(n, wish.target)) : to;
  return starts.slice(firstFrom(starts, from), firstFrom(starts, Math.min(to, latest) + 1));
}

/** How long these parts take at least, each with the gap after it; milliseconds. */
function leastBetween({ gapMinutes }: Arrangement, stages: readonly Stage[]): number {
  return stages.reduce((sum, { durationMs }) => sum + durationMs + gapMinutes.min * minute, 0);
}

function placeAt(room: Room, n: number, wish: Wish, startsAt: number): Placed[] | null {
  const stage = room.stages[n];
  if (stage === undefined) return null;
  const self = { index: stage.index, endsAt: startsAt + stage.durationMs };
  const { crew } = stage;
  if (crew === null) {
    const rest = place(room, n + 1, wish, self);
    return rest === null ? null : [{ startsAt, people: [] }, ...rest];
  }
  const isWanted = (personId: string) => room.wantedLater[n]?.has(personId) === true;
  for (const people of panelsAt(crew, startsAt, { ...wish, isWanted })) {
    if (wish.effort.left <= 0) return null;
    const taken = takenWith(wish.taken, crew, people.filter(isWanted), startsAt);
    const rest = place(room, n + 1, { ...wish, taken }, self);
    if (rest !== null) return [{ startsAt, people }, ...rest];
  }
  return null;
}

// Two ways to a part are one state when they leave the same people the same room: who has a meeting that may still be
// felt, and whose seats below a cap are gone. With a target still to come there are fewer ways on, never more.
function stateKey(room: Room, n: number, taken: Taken, endsAt: number): string {
  const crews = room.stages.slice(n).flatMap(({ crew }) => crew ?? []);
  const isLater = (personId: string) => crews.some(({ members }) => members.has(personId));
  const askedBefore = Math.max(0, ...crews.map(({ asked }) => asked.buffers.beforeMinutes));
  const people = [...taken.values()]
    .filter(({ personId }) => isLater(personId))
    .map(({ personId, busy, takenSeats, buffers }) => {
      const before = Math.max(askedBefore, buffers?.beforeMinutes ?? 0);
      const felt = busy.filter(
        (meeting) => meeting.endsAt + Math.max(before, meeting.afterMinutes) * minute + roundingMs > endsAt,
      );
      return [personId, felt.map((meeting) => [meeting.endsAt, meeting.afterMinutes]), takenSeats];
    });
  return JSON.stringify([n, endsAt, people]);
}

// Claims are rounded outward to cells, at the end of one and at the beginning of the other.
const roundingMs = 2 * CELL_MS;
