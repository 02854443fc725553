import { emptySeats } from '@interlude/shared/slots/panel-fill';
import { openGroups } from '@interlude/shared/slots/panel-members';
import { type ResourceDemand, type ResourceSeat, withResources } from '@interlude/shared/slots/resources';
import type { PanelGap } from './panel.ts';
import type { ResourceRow } from './resource-store.ts';

export function resourcesOf(demands: readonly ResourceDemand[] = []): string[] {
  return [...new Set(demands.flatMap(({ anyOf }) => anyOf))];
}

/** The first demand that could not be met at any time, and by how much; null when all can. */
export function resourceGap(demands: readonly ResourceDemand[], resources: readonly ResourceRow[]): PanelGap | null {
  const { people, panel } = withResources(
    { people: [], panel: [] },
    demands,
    resources.map(({ _id, active, capacity }) => ({ resourceId: _id, capacity: active ? capacity : 0, uses: [] })),
  );
  const order = people.map(({ personId }) => personId);
  const missing = emptySeats(openGroups({ people, panel }), order);
  const group = missing.findIndex((seats) => seats > 0);
  return group < 0 ? null : { group, missing: missing[group] ?? 0 };
}

interface Seated {
  readonly resourceSeats?: readonly ResourceSeat[];
}

export function resourceNames({ resourceSeats = [] }: Seated, resources: readonly ResourceRow[]) {
  return resourceSeats.flatMap(({ id }) => {
    const found = resources.find(({ _id }) => _id === id);
    return found === undefined ? [] : [{ resourceId: id, name: found.name, kind: found.kind }];
  });
}

/** Where an interview in person takes place, with the rooms it has; empty for any other. */
export function placeOf(row: Seated & { readonly venue: string | null }, resources: readonly ResourceRow[]): string {
  // A licence is no place where anybody meets.
  const rooms = resourceNames(row, resources).filter(({ kind }) => kind === 'room');
  return row.venue === null ? '' : [row.venue, ...rooms.map(({ name }) => name)].join(', ');
}
