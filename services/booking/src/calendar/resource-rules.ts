import type { ResourceRules, ResourceUse } from '@interlude/shared/slots/resources';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import type { BusyRow } from '../reservations/reservation-row.ts';

export function resourceRules({ _id, active, capacity }: ResourceRow, busy: readonly BusyRow[]): ResourceRules {
  const uses = busy.flatMap((row) =>
    (row.resources ?? [])
      .filter(({ id }) => id === _id)
      .map(({ seat }): ResourceUse => {
        const { _id: claim, startsAt, endsAt, beforeMinutes, afterMinutes } = row;
        return { seat, startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), beforeMinutes, afterMinutes, claim };
      }),
  );
  return { resourceId: _id, capacity: active ? capacity : 0, uses };
}
