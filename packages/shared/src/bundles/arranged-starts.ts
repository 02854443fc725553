import { freeStarts } from '../slots/free-slots.ts';
import type { SlotQuestion, Span } from '../slots/slot-question.ts';
import { type Arrangement, reachOf } from './arrangement.ts';
import { crewOf, nothingTaken } from './crew.ts';
import { place } from './part-search.ts';
import { type Room, roomsOf, type Stage } from './rooms.ts';

/** An invitation has no more parts than this. */
export const mostParts = 6;

const minute = 60_000;
// Past so many sets of people looked at a start counts as one that completes nothing: for one start, and for a listing.
// Only pools of many people who are all needed nearly everywhere and free nearly nowhere get there.
const mostLooks = 2_000;
const mostLooksInAll = 16_000;

export interface ChainPart {
  /** Its place in the invitation, from 0. */
  readonly index: number;
  readonly durationMinutes: number;
  /** Null for a part that is booked already: it stays where it is, and its people are taken in everybody's questions. */
  readonly asked: SlotQuestion | null;
  /** Where the part is or is wanted, epoch milliseconds; null where it is still open. */
  readonly startsAt: number | null;
}

/** The parts of one invitation that are still to take place, in order. */
export interface Chain {
  readonly arrangement: Arrangement;
  readonly parts: readonly ChainPart[];
}

/**
 * For each part the starts within the span that belong to at least one complete choice: one that keeps order, gaps and
 * days, has every other part where it is booked or wanted, and for all open parts together people who are free, also
 * from each other. Empty for booked parts. The questions must know all of `reachOf` the span.
 */
export function completingStarts(chain: Chain, span: Span): number[][] {
  const work = completingInSteps(chain, span);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The same with a pause after every few milliseconds of work, for a process that has others to answer meanwhile. */
export function* completingInSteps(chain: Chain, span: Span): Steps<number[][]> {
  const reach = reachOf(chain.arrangement, span);
  const isIn = (at: number) => at >= span.from && at < span.to;
  const stages = chain.parts.map((part) => stageOf(part, reach));
  const wanted = chain.parts.filter(({ asked, startsAt }) => asked !== null && startsAt !== null);
  const someOpen = wanted.length < chain.parts.length;
  const looks = Math.floor(mostLooksInAll / (wanted.length + (someOpen ? 1 : 0)));
  const beside = someOpen ? yield* search(chain, stages, null, looks) : null;
  const lists: number[][] = [];
  for (const [n, { asked, startsAt }] of chain.parts.entries()) {
    const found = asked === null || startsAt === null ? beside : yield* search(chain, stages, n, looks);
    const starts = asked === null ? [] : [...(found?.[n] ?? [])];
    lists.push(starts.filter(isIn).sort((one, other) => one - other));
  }
  return lists;
}

type Steps<T> = Generator<undefined, T, undefined>;

/** People of the required groups for every open part at the start it is wanted at, or null when there is no such choice. */
export function peopleForAll(chain: Chain): string[][] | null {
  const starts = chain.parts.flatMap(({ startsAt }) => startsAt ?? []);
  if (starts.length < chain.parts.length) return null;
  const span = reachOf(chain.arrangement, { from: Math.min(...starts), to: Math.max(...starts) + 1 });
  const stages = chain.parts.map((part) => stageOf(part, span));
  for (const room of roomsOf(chain.arrangement, stages.map(asWanted))) {
    const placed = place(
      room,
      0,
      { taken: nothingTaken, dead: new Set(), target: -1, only: 0, effort: { left: mostLooksInAll } },
      null,
    );
    if (placed !== null) return placed.map(({ people }) => people);
  }
  return null;
}

function stageOf({ index, durationMinutes, asked, startsAt }: ChainPart, span: Span): Stage {
  const durationMs = durationMinutes * minute;
  if (asked === null)
    return { index, durationMs, starts: startsAt === null ? [] : [startsAt], wanted: startsAt, crew: null };
  // A question about times years apart must not make us look at all the years between.
  const within = { from: Math.max(span.from, asked.earliestAt), to: Math.min(span.to, asked.latestAt + 1) };
  return { index, durationMs, starts: freeStarts(asked, within), wanted: startsAt, crew: crewOf(asked, within) };
}

function asWanted(stage: Stage): Stage {
  const { wanted, starts } = stage;
  return wanted === null ? stage : { ...stage, starts: starts.filter((at) => at === wanted) };
}

/** The starts of each part in some complete choice; the part numbered `free` is not bound to where it is wanted. */
function* search(
  { arrangement }: Chain,
  stages: readonly Stage[],
  free: number | null,
  looks: number,
): Steps<Set<number>[]> {
  const listed = stages.map(() => new Set<number>());
  const bound = stages.map((stage, n) => (n === free ? stage : asWanted(stage)));
  const rooms = [...roomsOf(arrangement, bound)];
  let left = looks;
  for (const [n, room] of rooms.entries()) {
    // Days on which nothing fits together must not use up the looks that later days need.
    if (room.competes) left -= yield* listWitnessed(room, listed, Math.ceil(left / (rooms.length - n)));
    else for (const [k, { starts }] of room.stages.entries()) for (const at of starts) listed[k]?.add(at);
  }
  return listed;
}

/**
 * Adds every start for which a whole choice with people is found; each choice found settles one start of every part.
 * Answers how much was looked at in vain.
 */
function* listWitnessed(room: Room, listed: readonly Set<number>[], looks: number): Steps<number> {
  const dead = new Set<string>();
  let spent = 0;
  const look = (target: number, only: number): boolean => {
    const given = Math.min(mostLooks, looks - spent);
    const effort = { left: given };
    const found = place(room, 0, { taken: nothingTaken, dead, target, only, effort }, null);
    for (const [n, { startsAt }] of found?.entries() ?? []) listed[n]?.add(startsAt);
    // A choice that is found at once costs one look for each part; only what exceeds that is spent.
    spent += Math.max(0, given - effort.left - (found?.length ?? 0));
    return found !== null;
  };
  const isPossible = look(-1, 0);
  yield;
  if (!isPossible) return spent;
  for (const [target, { starts }] of room.stages.entries()) {
    for (const only of starts) {
      if (listed[target]?.has(only) !== false) continue;
      look(target, only);
      yield;
    }
  }
  return spent;
}
