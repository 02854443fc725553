import type { PanelGroup, PersonRules } from '@interlude/shared/free-slots';
import type { PersonId } from '@interlude/shared/ids';

/** A group of a panel as templates and interviews keep it. */
export interface PanelRow extends PanelGroup {
  anyOf: PersonId[];
}

/** Everybody a panel names, each once. */
export function panelPeople(panel: readonly PanelRow[]): PersonId[] {
  return [...new Set(panel.flatMap(({ anyOf }) => anyOf))];
}

/** What of a person decides whether they may sit in a panel at all. */
export type Panelist = Pick<PersonRules, 'skills'> & { readonly _id: string; readonly active: boolean };
