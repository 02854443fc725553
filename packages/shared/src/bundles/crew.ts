import { addCell, type CellSet, hasCell, noCells } from '../slots/cell-set.ts';
import { CELL_MS } from '../slots/cells.ts';
import { fillPanel, groupsOverlap, type OpenGroup } from '../slots/panel-fill.ts';
import { membersOf, openGroups } from '../slots/panel-members.ts';
import { removeBusy } from '../slots/person-starts.ts';
import { seatOf } from '../slots/resources.ts';
import { freeSeats, withMeeting } from '../slots/seats.ts';
import type { PersonRules, SlotQuestion, Span } from '../slots/slot-question.ts';

/** Who may take the required seats of one part, and who of them is free when. */
export interface Crew {
  readonly asked: SlotQuestion;
  readonly groups: readonly OpenGroup[];
  readonly members: ReadonlyMap<string, CellSet>;
  readonly first: number;
  /** For each seat of a resource which one it is of and when it is in use. */
  readonly seats: ReadonlyMap<string, string>;
}

/** People with what earlier parts of the same choice took of them; whoever is not in it is as they were. */
export type Taken = ReadonlyMap<string, PersonRules>;

export const nothingTaken: Taken = new Map();

/** The crew of a part for starts in the span. */
export function crewOf(asked: SlotQuestion, span: Span): Crew {
  const first = Math.floor(span.from / CELL_MS);
  const groups = openGroups(asked).filter(({ optional }) => !optional);
  const range = { first, length: Math.max(0, Math.ceil(span.to / CELL_MS) - first) };
  return { asked, groups, members: membersOf(asked, groups, range, 'free'), first, seats: seatKindsOf(asked) };
}

/** What is taken once these people have this part at this start. */
export function takenWith(taken: Taken, { asked }: Crew, people: readonly string[], startsAt: number): Taken {
  const after = new Map(taken);
  for (const person of asked.people) {
    if (!people.includes(person.personId)) continue;
    // Only what this choice takes is checked again: the members reflect everything else.
    const before = after.get(person.personId) ?? { ...person, busy: [] };
    after.set(person.personId, withMeeting(before, asked, startsAt));
  }
  return after;
}

export interface Look {
  readonly taken: Taken;
  /** Whether a later part may need the person too. */
  readonly isWanted: (personId: string) => boolean;
  /** How much more may be looked at; each set of people tried takes one. */
  readonly effort: { left: number };
}

// Finding people who were tried before costs a little as well.
const effortOfKnown = 1 / 16;

/**
 * The ways to fill the part at this start, as far as they differ for other parts: each takes as few as possible of the
 * people somebody else needs. Fewer is never worse for the others, and all smallest sets are of one size (they are the
 * bases of a matroid), so that these are all the ways worth a look. Any of them is reached from any other by exchanging
 * one member at a time, so the ways nearest to the first one come first. Ends early when the effort is spent.
 */
export function* panelsAt(crew: Crew, startsAt: number, { taken, isWanted, effort }: Look): Generator<string[]> {
  const free = [...crew.members.keys()].filter((personId) => isUsable(crew, personId, startsAt, taken));
  const own = free.filter((personId) => !isWanted(personId));
  // People who have nothing in this choice yet are the most likely to leave room for the rest.
  const wanted = free.filter(isWanted).sort((one, other) => weightOf(taken, one) - weightOf(taken, other));
  effort.left -= 1;
  const seating = fillPanel(crew.groups, [...own, ...wanted])?.flat();
  if (seating === undefined) return;
  yield seating;
  const settled = seating.filter((personId) => !isWanted(personId));
  const sets = [seating.filter(isWanted)];
  const known = new Set(sets.map(keyOf));
  for (const some of sets) {
    for (const [out, into] of exchangesOf(crew, wanted, some, taken)) {
      if (effort.left <= 0) return;
      const others = some.map((personId) => (personId === out ? into : personId));
      effort.left -= effortOfKnown;
      const key = keyOf(others);
      if (known.has(key)) continue;
      known.add(key);
      effort.left -= 1;
      const other = fillPanel(crew.groups, [...settled, ...others])?.flat();
      if (other === undefined) continue;
      sets.push(others);
      yield other;
    }
  }
}

function keyOf(people: readonly string[]): string {
  return people.toSorted().join();
}

/** Whom to exchange for whom. Of those who are alike the first ones come, so that only how many come makes a difference. */
function exchangesOf(crew: Crew, wanted: readonly string[], some: readonly string[], taken: Taken): [string, string][] {
  const coming = new Set(some);
  const lastOfEach = (people: readonly string[]) => [
    ...new Map(people.map((personId) => [kindOf(crew, personId, taken), personId])).values(),
  ];
  const outs = lastOfEach(wanted.filter((personId) => coming.has(personId)));
  const ins = lastOfEach(wanted.filter((personId) => !coming.has(personId)).reverse());
  const overlap = groupsOverlap(crew.groups);
  const canReplace = (out: string, into: string) =>
    overlap || crew.groups.some(({ anyOf }) => anyOf.has(out) && anyOf.has(into));
  return outs.flatMap((out) =>
    ins.filter((into) => canReplace(out, into)).map((into): [string, string] => [out, into]),
  );
}

// Seats of one resource are alike as long as they are in use at the same times.
function kindOf({ seats }: Crew, personId: string, taken: Taken): string {
  const kind = seats.get(personId);
  return kind === undefined ? personId : `${kind} ${JSON.stringify(taken.get(personId)?.busy ?? [])}`;
}

function seatKindsOf({ people }: SlotQuestion): Map<string, string> {
  const seats = people.filter(({ resource }) => resource === true);
  return new Map(
    seats.map(({ personId, busy }) => {
      const times = busy.map((use) => [use.startsAt, use.endsAt, use.beforeMinutes, use.afterMinutes]);
      return [personId, `${seatOf(personId).id} ${JSON.stringify(times)}`];
    }),
  );
}

function weightOf(taken: Taken, personId: string): number {
  return taken.get(personId)?.busy.length ?? 0;
}

function isUsable({ asked, members, first }: Crew, personId: string, startsAt: number, taken: Taken): boolean {
  const cell = startsAt / CELL_MS;
  const free = members.get(personId);
  if (free === undefined || !hasCell(free, cell - first)) return false;
  const rules = taken.get(personId);
  if (rules === undefined) return true;
  const starts = noCells(1);
  addCell(starts, 0);
  removeBusy(starts, rules, asked, { first: cell, length: 1 });
  return hasCell(starts, 0) && freeSeats(rules, startsAt) !== null;
}
