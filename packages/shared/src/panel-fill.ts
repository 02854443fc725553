import type { PanelGroup } from './free-slots.ts';

/** People seated group by group; null where the panel cannot be filled with distinct people. */
type Seating = string[][];

/**
 * Fills every group of a panel with distinct people out of those who are free, or answers null.
 * People are seated in the order given and never lose their seat again, only change groups, so the earlier ones are
 * preferred as far as a full panel allows (bipartite matching by augmenting paths: people × seats steps).
 * The answer lists the people group by group.
 */
export function fillPanel(panel: readonly PanelGroup[], free: readonly string[]): string[] | null {
  const seats = panel.reduce((sum, group) => sum + group.count, 0);
  const seating: Seating = panel.map(() => []);
  let seated = 0;
  for (const person of new Set(free)) {
    if (seated === seats) break;
    if (seat(person, { panel, seating, tried: new Set() })) seated++;
  }
  return seats > 0 && seated === seats ? seating.flat() : null;
}

interface Search {
  panel: readonly PanelGroup[];
  seating: Seating;
  /** Groups already asked for a seat in this search. */
  tried: Set<number>;
}

function seat(person: string, search: Search): boolean {
  for (const [index, group] of search.panel.entries()) {
    if (search.tried.has(index) || !group.anyOf.includes(person)) continue;
    search.tried.add(index);
    const members = search.seating[index] ?? [];
    if (members.length < group.count) {
      members.push(person);
      return true;
    }
    const moved = members.findIndex((member) => seat(member, search));
    if (moved >= 0) {
      members[moved] = person;
      return true;
    }
  }
  return false;
}

/** Whether some person is listed in more than one group, so that the groups compete for people. */
export function groupsOverlap(panel: readonly PanelGroup[]): boolean {
  const seen = new Set<string>();
  for (const group of panel) {
    const members = new Set(group.anyOf);
    for (const person of members) if (seen.has(person)) return true;
    for (const person of members) seen.add(person);
  }
  return false;
}
