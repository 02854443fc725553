import { addRun, type CellSet, hasCell, keepCommon, noCells } from './cell-set.ts';
import { CELL_MS } from './cells.ts';
import type { OpenGroup } from './panel-fill.ts';
import {
  type CellRange,
  gridCells,
  removeBusy,
  removeFull,
  removeTooSoon,
  startsWithinHours,
} from './person-starts.ts';
import type { PanelGroup, PersonRules, SlotQuestion } from './slot-question.ts';

interface Asked {
  readonly q: SlotQuestion;
  readonly range: CellRange;
  readonly gridOf: (zone: string) => CellSet;
}

/** What a start is asked to satisfy for one person beyond their hours; takes away the starts that do not. */
const narrowings = {
  grid: (starts: CellSet, person: PersonRules, { q, gridOf }: Asked) => {
    if (person.resource !== true) keepCommon(starts, gridOf(gridZoneOf(q, person)));
  },
  notice: (starts: CellSet, person: PersonRules, { range }: Asked) => removeTooSoon(starts, person, range),
  untaken: (starts: CellSet, person: PersonRules, { q, range }: Asked) => removeBusy(starts, person, q, range),
  free: (starts: CellSet, person: PersonRules, { range }: Asked) => removeFull(starts, person, range),
} as const;

/**
 * What a start is asked to satisfy, each demand including the ones before it: hours, steps, the notice of the person,
 * nothing taken, caps. Beside a panel all of it but the steps, which bind the required people only.
 */
const narrowingDemands = ['grid', 'notice', 'untaken', 'free'] as const;
const demands = ['hours', ...narrowingDemands] as const;
export type PersonDemand = (typeof demands)[number];
export type Demand = PersonDemand | 'beside';

/** Whether a person has every one of the skills a group asks for. */
export function hasSkills(person: Pick<PersonRules, 'skills'>, { skills = [] }: Pick<PanelGroup, 'skills'>): boolean {
  return skills.every((skill) => person.skills?.includes(skill));
}

/** The groups with those people only whom the question describes and who have the skills. */
export function openGroups(q: {
  people: readonly Pick<PersonRules, 'personId' | 'skills'>[];
  panel: readonly PanelGroup[];
}): OpenGroup[] {
  const people = new Map(q.people.map((person) => [person.personId, person]));
  return q.panel.map((group) => {
    const able = group.anyOf.filter((personId) => {
      const person = people.get(personId);
      return person !== undefined && hasSkills(person, group);
    });
    return { anyOf: new Set(able), count: group.count, optional: group.optional === true };
  });
}

/** The zone whose clock the steps of one person's starts follow. Optional people never change what is offered. */
export function gridZoneOf(q: SlotQuestion, person: PersonRules): string {
  const required = q.panel.filter(({ optional, resource }) => optional !== true && resource !== true);
  return required.length === 1 && required[0]?.count === 1 ? person.zone : q.gridZone;
}

/** The starts that each person of the groups can take, in the order of the groups. */
export function membersOf(
  q: SlotQuestion,
  groups: readonly OpenGroup[],
  range: CellRange,
  demand: Demand,
): Map<string, CellSet> {
  const rank = demand === 'beside' ? demands.length : demands.indexOf(demand);
  const asked = narrowingDemands.filter(
    (each) => rank >= demands.indexOf(each) && (each !== 'grid' || demand !== 'beside'),
  );
  const question = askedOver(q, range);
  const people = new Map(q.people.map((person) => [person.personId, person]));
  const members = new Map<string, CellSet>();
  for (const personId of groups.flatMap(({ anyOf }) => [...anyOf])) {
    const person = people.get(personId);
    if (!person || members.has(personId)) continue;
    const starts = startsAtWork(person, question);
    for (const each of asked) narrowings[each](starts, person, question);
    members.set(personId, starts);
  }
  return members;
}

/**
 * Which demands one person does not meet at this start, all of them: each is asked by itself, of the rule that
 * `membersOf` applies.
 */
export function unmetAt(q: SlotQuestion, person: PersonRules, startsAt: number): PersonDemand[] {
  const range = { first: Math.floor(startsAt / CELL_MS), length: 1 };
  const question = askedOver(q, range);
  return demands.filter((demand) => {
    const starts = demand === 'hours' ? startsAtWork(person, question) : allOf(range);
    if (demand !== 'hours') narrowings[demand](starts, person, question);
    return !hasCell(starts, 0);
  });
}

function askedOver(q: SlotQuestion, range: CellRange): Asked {
  const grids = new Map<string, CellSet>();
  const gridOf = (zone: string) => {
    const grid = grids.get(zone) ?? gridCells(zone, q.stepMinutes, range);
    grids.set(zone, grid);
    return grid;
  };
  return { q, range, gridOf };
}

function startsAtWork(person: PersonRules, { q, range }: Asked): CellSet {
  return person.resource === true ? allOf(range) : startsWithinHours(person, q.durationMinutes, range);
}

function allOf({ length }: CellRange): CellSet {
  const cells = noCells(length);
  addRun(cells, 0, length);
  return cells;
}
