import { addRun, type CellSet, keepCommon, noCells } from './cell-set.ts';
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

/**
 * What a start is asked to satisfy, each demand including the ones before it: hours, steps, the notice of the person,
 * nothing taken, caps. Beside a panel all of it but the steps, which bind the required people only.
 */
const demands = ['hours', 'grid', 'notice', 'untaken', 'free'] as const;
export type Demand = (typeof demands)[number] | 'beside';

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
  const asks = (what: (typeof demands)[number]) => rank >= demands.indexOf(what);
  const grids = new Map<string, CellSet>();
  const gridOf = (zone: string) => {
    const grid = grids.get(zone) ?? gridCells(zone, q.stepMinutes, range);
    grids.set(zone, grid);
    return grid;
  };
  const people = new Map(q.people.map((person) => [person.personId, person]));
  const members = new Map<string, CellSet>();
  for (const personId of groups.flatMap(({ anyOf }) => [...anyOf])) {
    const person = people.get(personId);
    if (!person || members.has(personId)) continue;
    const isResource = person.resource === true;
    const starts = isResource ? allOf(range) : startsWithinHours(person, q.durationMinutes, range);
    if (demand !== 'beside' && !isResource && asks('grid')) keepCommon(starts, gridOf(gridZoneOf(q, person)));
    if (asks('notice')) removeTooSoon(starts, person, range);
    if (asks('untaken')) removeBusy(starts, person, q, range);
    if (asks('free')) removeFull(starts, person, range);
    members.set(personId, starts);
  }
  return members;
}

function allOf({ length }: CellRange): CellSet {
  const cells = noCells(length);
  addRun(cells, 0, length);
  return cells;
}
