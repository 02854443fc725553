import { type CellSet, hasCell } from './cell-set.ts';

/** A group of a panel with only those people who may take its seats. */
export interface OpenGroup {
  anyOf: ReadonlySet<string>;
  count: number;
  /** Its people come when they can; the panel is full without them. */
  optional: boolean;
}

/** People seated group by group, in the order of the groups. */
export type Seating = string[][];

/**
 * Fills every required group with distinct people, then as many seats of the optional groups as can be filled beside
 * them; null when the required ones cannot all be. People are seated in the order given and never lose their seat
 * again, only change groups, so the earlier ones are preferred as far as a full panel allows (bipartite matching by
 * augmenting paths: people × seats steps at most).
 */
export function fillPanel(groups: readonly OpenGroup[], order: Iterable<string>): Seating | null {
  const people = new Set(order);
  const seating: Seating = groups.map(() => []);
  const required = groups.flatMap(({ optional }, index) => (optional ? [] : [index]));
  const seats = seatsIn(groups, required);
  if (seats === 0 || seatAll(people, { groups, seating, among: required }) < seats) return null;
  const all = [...groups.keys()];
  if (required.length < all.length) seatAll(people, { groups, seating, among: all });
  return seating;
}

/** How many seats of each required group stay empty at best, in the order of the groups; all 0 when it can be filled. */
export function emptySeats(groups: readonly OpenGroup[], order: Iterable<string>): number[] {
  const seating: Seating = groups.map(() => []);
  const among = groups.flatMap(({ optional }, index) => (optional ? [] : [index]));
  seatAll(new Set(order), { groups, seating, among });
  return groups.map(({ count, optional }, index) => (optional ? 0 : count - (seating[index]?.length ?? 0)));
}

/**
 * Those of the cells at which the required groups can all be filled with distinct people; `members` says who is free
 * when. The seating of one cell is where the next one begins, so that little is done where little changes.
 * `steps` is how many seats were looked at, for the test that keeps this from growing with the number of panels.
 */
export function fillableCells(
  groups: readonly OpenGroup[],
  members: ReadonlyMap<string, CellSet>,
  cells: readonly number[],
): { cells: number[]; steps: number } {
  const among = groups.flatMap(({ optional }, index) => (optional ? [] : [index]));
  const seats = seatsIn(groups, among);
  const effort = { steps: 0 };
  const table: Table = { groups, seating: groups.map(() => []), among, effort };
  const isFree = (person: string, cell: number) => {
    const starts = members.get(person);
    return starts !== undefined && hasCell(starts, cell);
  };
  const fillable = cells.filter((cell) => {
    for (const [index, seated] of table.seating.entries()) {
      table.seating[index] = seated.filter((person) => isFree(person, cell));
    }
    if (table.seating.flat().length === seats) return true;
    const free = [...members.keys()].filter((person) => isFree(person, cell));
    return seatAll(new Set(free), table) === seats;
  });
  return { cells: seats === 0 ? [] : fillable, steps: effort.steps };
}

/** Whether some person may sit in more than one group, so that the groups compete for people. */
export function groupsOverlap(groups: readonly OpenGroup[]): boolean {
  const seen = new Set<string>();
  for (const { anyOf } of groups) {
    for (const person of anyOf) if (seen.has(person)) return true;
    for (const person of anyOf) seen.add(person);
  }
  return false;
}

interface Table {
  readonly groups: readonly OpenGroup[];
  readonly seating: Seating;
  /** The groups whose seats are given out. */
  readonly among: readonly number[];
  readonly effort?: { steps: number };
}

interface Search extends Table {
  /** Groups this search need not look at: it was there, or no free seat can be reached from there. */
  readonly tried: Set<number>;
}

function seatsIn(groups: readonly OpenGroup[], among: readonly number[]): number {
  return among.reduce((sum, index) => sum + (groups[index]?.count ?? 0), 0);
}

/** Seats whoever has no seat yet as far as they go; answers how many people are seated then. */
function seatAll(people: ReadonlySet<string>, table: Table): number {
  const seats = seatsIn(table.groups, table.among);
  const already = new Set(table.seating.flat());
  let seated = already.size;
  // Groups from which a search reached no free seat; seating others later does not change that.
  let dead: ReadonlySet<number> = new Set();
  for (const person of people) {
    if (seated === seats) break;
    if (already.has(person)) continue;
    const tried = new Set(dead);
    if (seat(person, { ...table, tried })) seated++;
    else dead = tried;
  }
  return seated;
}

function seat(person: string, search: Search): boolean {
  const { groups, seating, among, tried, effort } = search;
  for (const index of among) {
    const group = groups[index];
    if (group === undefined || tried.has(index) || !group.anyOf.has(person)) continue;
    tried.add(index);
    const members = seating[index] ?? [];
    if (effort) effort.steps += members.length + 1;
    const place = members.length < group.count ? members.length : members.findIndex((member) => seat(member, search));
    if (place < 0) continue;
    members[place] = person;
    return true;
  }
  return false;
}
