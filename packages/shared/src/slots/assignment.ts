import { freeByGroup, seatingAt } from './free-slots.ts';
import { hasSkills, unmetAt } from './panel-members.ts';
import { fullCaps } from './person-starts.ts';
import type { PanelGroup, SlotQuestion, Span } from './slot-question.ts';

/**
 * How many days before and after a start the interviews are counted that decide who takes it. Past ones so that
 * whoever worked rests, future ones so that whoever is booked already is not booked up.
 */
export const fairWindowDays = 28;

const dayMs = 86_400_000;
// Bounds the size of a stored decision: this many people in all, at least twenty of each group.
const mostConsidered = 200;
const leastOfGroup = 20;

/** What a person did and will do around a start. */
export interface PersonPast {
  /** Interviews that begin within the window, the one being decided left out; null when nobody counted them. */
  readonly interviews: number | null;
  /** End of the latest of them that begins before the start, epoch milliseconds. */
  readonly lastEndsAt: number | null;
}

export interface AssignmentFacts {
  /** May be empty where nobody has to be preferred. */
  readonly past: ReadonlyMap<string, PersonPast>;
  /** Settles what nothing else does; the id of the interview, so that the same question has the same answer. */
  readonly seed: string;
  /** Who has the interview already and keeps it where possible. */
  readonly keep?: readonly string[];
  /** Optional people are in dispute with others at this moment: go on without them. */
  readonly withoutOptional?: boolean;
  /** The lowest seats of the resources are in dispute: rivals spread over the others. */
  readonly spreadsResources?: boolean;
}

/**
 * By which rule somebody was chosen over the next in line: nobody else could, had it before, fewest interviews in the
 * window, longest since the last one, the draw, or HR.
 */
export type ChosenBy = 'only_one' | 'kept' | 'fewest' | 'longest_since' | 'seeded' | 'by_hand';
/** Why somebody of a pool could not take a seat; the first that applies. */
export type ExcludedBecause =
  | 'inactive'
  | 'skill'
  | 'hours'
  | 'step'
  | 'notice'
  | 'busy'
  | 'day_cap'
  | 'week_cap'
  | 'contended'
  /** Had the seat and cannot come. */
  | 'out';

/** One person of one group's pool. A person of two groups who sits in the other one is `not_needed` here. */
export type Considered = PersonPast & { readonly personId: string } & (
    | { readonly outcome: 'chosen'; readonly by: ChosenBy }
    | { readonly outcome: 'not_needed' }
    | { readonly outcome: 'excluded'; readonly because: ExcludedBecause }
  );

/** How one group was filled: chosen people first, then who was free in the order of choice, then the excluded. */
export interface DecidedGroup {
  readonly count: number;
  readonly optional?: true;
  readonly skills?: readonly string[];
  readonly pool: readonly Considered[];
  /** How many of the pool are not listed. */
  readonly omitted: number;
}

/** Why these people: ids and codes only. */
export interface AssignmentDecision {
  readonly windowDays: number;
  readonly groups: readonly DecidedGroup[];
}

export interface Assignment {
  /** All who come, required groups and optional ones in the panel's order. */
  readonly people: string[];
  /** Seats of the rooms and licences that come with them, as `seatKey` names them. */
  readonly resources: string[];
  readonly decision: AssignmentDecision;
}

/** Whether a panel leaves anything to choose: some group names more people than it needs. */
export function leavesChoice(panel: readonly PanelGroup[]): boolean {
  return panel.some(({ anyOf, count }) => new Set(anyOf).size > count);
}

/** The instants whose interviews count for a start. */
export function fairWindow(startsAt: number): Span {
  return { from: startsAt - fairWindowDays * dayMs, to: startsAt + fairWindowDays * dayMs };
}

/**
 * The people for a meeting at this start and why it is them, or null when the panel cannot be filled: an answer
 * exactly when the start is listed (notice and window aside). Equals are told apart by fewest interviews in the
 * window, then longest since the last one, then a draw by the seed; who has the interview already comes first.
 */
export function assignPanel(q: SlotQuestion, startsAt: number, facts: AssignmentFacts): Assignment | null {
  const free = freeByGroup(q, startsAt);
  const usable = free.map((ids, index) => (facts.withoutOptional && q.panel[index]?.optional ? [] : ids));
  const isResource = (_: unknown, index: number) => q.panel[index]?.resource === true;
  const isPeople = (_: unknown, index: number) => !isResource(_, index);
  const order = orderOf(new Set(usable.filter(isPeople).flat()), facts);
  const seats = orderOfSeats(usable.filter(isResource).flat(), facts);
  const seating = seatingAt(q, startsAt, [...order, ...seats], usable);
  if (seating === null) return null;
  const people = seating.filter(isPeople).flat();
  const room = { q, startsAt, facts, order, seated: new Set(people) };
  const groups = q.panel.flatMap((group, index) => {
    const parts = { seated: seating[index] ?? [], usable: usable[index] ?? [], free: free[index] ?? [] };
    return group.resource ? [] : [decidedGroup(room, group, parts)];
  });
  const resources = seating.filter(isResource).flat();
  return { people, resources, decision: { windowDays: fairWindowDays, groups } };
}

// A seat that the booking has comes first, then the lowest one; where rivals compete they spread over the others.
function orderOfSeats(seats: readonly string[], { keep = [], spreadsResources, seed }: AssignmentFacts): string[] {
  const rankOf = (seat: string) => (keep.includes(seat) ? -1 : spreadsResources ? drawOf(seed, seat) : 0);
  return seats
    .map((seat) => ({ seat, rank: rankOf(seat) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ seat }) => seat);
}

/** Those of the people a decision chose who are not needed for the panel to be complete. */
export function optionalPeople(decision: AssignmentDecision | null | undefined): string[] {
  const groups = decision?.groups.filter(({ optional }) => optional) ?? [];
  return groups.flatMap(({ pool }) =>
    pool.filter(({ outcome }) => outcome === 'chosen').map(({ personId }) => personId),
  );
}

interface Room {
  readonly q: SlotQuestion;
  readonly startsAt: number;
  readonly facts: AssignmentFacts;
  /** All who could come, first choice first. */
  readonly order: readonly string[];
  readonly seated: ReadonlySet<string>;
}

interface Parts {
  readonly seated: readonly string[];
  readonly usable: readonly string[];
  /** With those who are in dispute at this moment. */
  readonly free: readonly string[];
}

function decidedGroup(room: Room, group: PanelGroup, { seated, usable, free }: Parts): DecidedGroup {
  const { q, startsAt, facts, order } = room;
  const chosen = order.filter((personId) => seated.includes(personId));
  const spare = order.filter((personId) => usable.includes(personId) && !seated.includes(personId));
  const rivals = spare.filter((personId) => !room.seated.has(personId));
  const excluded = [...new Set(group.anyOf)].filter((personId) => !usable.includes(personId));
  const because = (personId: string) =>
    free.includes(personId) ? 'contended' : exclusionOf(q, group, personId, startsAt);
  const pool: Considered[] = [
    ...chosen.map((personId) => {
      return { personId, outcome: 'chosen', by: ruleOf(personId, rivals, room), ...pastOf(facts, personId) } as const;
    }),
    ...spare.map((personId) => ({ personId, outcome: 'not_needed', ...pastOf(facts, personId) }) as const),
    ...excluded.map((personId) => {
      return { personId, outcome: 'excluded', because: because(personId), ...pastOf(facts, personId) } as const;
    }),
  ];
  const limit = Math.max(leastOfGroup, Math.floor(mostConsidered / q.panel.length));
  return {
    count: group.count,
    ...(group.optional ? { optional: true } : {}),
    ...(group.skills?.length ? { skills: [...group.skills] } : {}),
    pool: pool.slice(0, limit),
    omitted: Math.max(0, pool.length - limit),
  };
}

const unknown: PersonPast = { interviews: null, lastEndsAt: null };

function pastOf({ past }: AssignmentFacts, personId: string): PersonPast {
  const { interviews, lastEndsAt } = past.get(personId) ?? unknown;
  return { interviews, lastEndsAt };
}

interface Standing extends PersonPast {
  readonly personId: string;
  readonly isKept: boolean;
  readonly draw: number;
}

function standingOf(personId: string, facts: AssignmentFacts): Standing {
  const isKept = facts.keep?.includes(personId) === true;
  return { personId, isKept, draw: drawOf(facts.seed, personId), ...pastOf(facts, personId) };
}

/** The rule that puts one before the other, and how clearly: negative when `one` comes first. */
function compare(one: Standing, other: Standing): { by: Exclude<ChosenBy, 'only_one'>; difference: number } {
  const kept = Number(other.isKept) - Number(one.isKept);
  if (kept !== 0) return { by: 'kept', difference: kept };
  const fewer = (one.interviews ?? 0) - (other.interviews ?? 0);
  if (fewer !== 0) return { by: 'fewest', difference: fewer };
  // Somebody who never had one has waited longest.
  const earlier = (one.lastEndsAt ?? 0) - (other.lastEndsAt ?? 0);
  if (earlier !== 0) return { by: 'longest_since', difference: earlier };
  return { by: 'seeded', difference: one.draw - other.draw || (one.personId < other.personId ? -1 : 1) };
}

function orderOf(people: Iterable<string>, facts: AssignmentFacts): string[] {
  return [...people]
    .map((personId) => standingOf(personId, facts))
    .sort((one, other) => compare(one, other).difference)
    .map(({ personId }) => personId);
}

// Rivals are people without any seat. Somebody who ranks first but could not help to fill the panel is none.
function ruleOf(personId: string, rivals: readonly string[], { order, facts }: Room): ChosenBy {
  const next = rivals.find((rival) => order.indexOf(rival) > order.indexOf(personId));
  return next === undefined ? 'only_one' : compare(standingOf(personId, facts), standingOf(next, facts)).by;
}

// What a person cannot meet comes in the order of the demands, and of two caps that of the day.
function exclusionOf(q: SlotQuestion, group: PanelGroup, personId: string, startsAt: number): ExcludedBecause {
  const person = q.people.find((one) => one.personId === personId);
  if (person === undefined) return 'inactive';
  if (!hasSkills(person, group)) return 'skill';
  const unmet = unmetAt(q, person, startsAt).find((demand) => demand !== 'grid' || !group.optional);
  if (unmet === 'free') return fullCaps(person, startsAt)[0] ?? 'day_cap';
  return unmet === undefined || unmet === 'untaken' ? 'busy' : exclusionCodes[unmet];
}

const exclusionCodes = { hours: 'hours', grid: 'step', notice: 'notice' } as const;

/** A number that differs from person to person and from seed to seed without pattern (FNV-1a, then mixed). */
function drawOf(seed: string, personId: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}:${personId}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
