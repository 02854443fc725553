import type { PersonId } from '@interlude/shared/ids';
import { emptySeats } from '@interlude/shared/slots/panel-fill';
import { openGroups } from '@interlude/shared/slots/panel-members';
import type { PanelGroup } from '@interlude/shared/slots/slot-question';
import type { PersonRow } from '../company/person-store.ts';

export interface PanelRow extends PanelGroup {
  anyOf: PersonId[];
}

export function panelPeople(panel: readonly PanelRow[]): PersonId[] {
  return [...new Set(panel.flatMap(({ anyOf }) => anyOf))];
}

/** A required group, counted from 0, and how many of its seats nobody could take at any time. */
export interface PanelGap {
  readonly group: number;
  readonly missing: number;
}

type Panelist = Pick<PersonRow, '_id' | 'active' | 'skills'>;

/** What a panel lacks whatever the time: people left, or lost a skill. Empty when it can be filled. */
export function panelGaps(panel: readonly PanelRow[], people: readonly Panelist[]): PanelGap[] {
  const active = people
    .filter((person) => person.active)
    .map(({ _id: personId, skills = [] }) => ({ personId, skills }));
  const order = active.map(({ personId }) => personId);
  return emptySeats(openGroups({ people: active, panel }), order)
    .map((missing, group) => ({ group, missing }))
    .filter(({ missing }) => missing > 0);
}
