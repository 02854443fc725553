import { addCell, type CellSet, hasCell, noCells } from './cell-set.ts';
import { CELL_MS } from './cells.ts';
import type { PersonRules, SlotQuestion, Span } from './free-slots.ts';
import { fillPanel, type OpenGroup } from './panel-fill.ts';
import { membersOf, openGroups } from './panel-members.ts';
import { removeBusy } from './person-starts.ts';
import { freeSeats, withMeeting } from './seats.ts';

/** Who may take the required seats of one part, and who of them is free when. */
export interface Crew {
  readonly asked: SlotQuestion;
  readonly groups: readonly OpenGroup[];
  readonly members: ReadonlyMap<string, CellSet>;
  /** The first cell of the sets. */
  readonly first: number;
}

/** People with what earlier parts of the same choice took of them; whoever is not in it is as they were. */
export type Taken = ReadonlyMap<string, PersonRules>;

export const nothingTaken: Taken = new Map();

/** The crew of a part for starts in the span. */
export function crewOf(asked: SlotQuestion, span: Span): Crew {
  const first = Math.floor(span.from / CELL_MS);
  const groups = openGroups(asked).filter(({ optional }) => !optional);
  const range = { first, length: Math.max(0, Math.ceil(span.to / CELL_MS) - first) };
  return { asked, groups, members: membersOf(asked, groups, range, 'free'), first };
}

/** What is taken once these people have this part at this start. */
export function takenWith(taken: Taken, { asked }: Crew, people: readonly string[], startsAt: number): Taken {
  const after = new Map(taken);
  for (const person of asked.people) {
    if (!people.includes(person.personId)) continue;
    // Only what this choice takes is judged again; everything else is in the members already.
    const before = after.get(person.personId) ?? { ...person, busy: [] };
    after.set(person.personId, withMeeting(before, asked, startsAt));
  }
  return after;
}

/**
 * The ways to fill the part at this start, as far as they differ for other parts: each takes as few as possible of the
 * people somebody else needs. Fewer is never worse for the others, and all smallest sets are of one size (they are the
 * bases of a matroid), so that these are all the ways worth a look.
 */
export function* panelsAt(
  crew: Crew,
  startsAt: number,
  taken: Taken,
  isWanted: (personId: string) => boolean,
): Generator<string[]> {
  const free = [...crew.members.keys()].filter((personId) => isUsable(crew, personId, startsAt, taken));
  const own = free.filter((personId) => !isWanted(personId));
  // Whoever has had nothing yet is most likely to leave room for the rest.
  const wanted = free.filter(isWanted).sort((one, other) => weightOf(taken, one) - weightOf(taken, other));
  const seating = fillPanel(crew.groups, [...own, ...wanted])?.flat();
  if (seating === undefined) return;
  yield seating;
  const needed = seating.filter(isWanted);
  for (const some of subsets(wanted, needed.length)) {
    if (some.every((personId) => needed.includes(personId))) continue;
    const other = fillPanel(crew.groups, [...own, ...some])?.flat();
    if (other !== undefined) yield other;
  }
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

function* subsets(items: readonly string[], size: number): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [n, item] of items.entries()) {
    for (const rest of subsets(items.slice(n + 1), size - 1)) yield [item, ...rest];
  }
}
