import type { TenantId } from '@interlude/shared/ids';
import type { PersonStore } from '../company/person-store.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';

const weeks = 4;
const weekMs = 7 * 86_400_000;

interface LoadDeps {
  readonly now: () => number;
  readonly stores: { readonly people: PersonStore; readonly reservations: ReservationStore };
}

/** How many meetings each person of a company has in the last and in the next weeks, in one question; without those who have none. */
export async function loadView({ now, stores }: LoadDeps, tenantId: TenantId) {
  const at = now();
  const people = await stores.people.list(tenantId);
  const rows = await stores.reservations.sumLoad(
    tenantId,
    people.map(({ _id }) => _id),
    { from: new Date(at - weeks * weekMs), now: new Date(at), to: new Date(at + weeks * weekMs) },
  );
  return {
    weeks,
    people: rows.map(({ _id, last, lastMinutes, next, nextMinutes, nextAt }) => ({
      personId: _id,
      last: { meetings: last, minutes: lastMinutes },
      next: { meetings: next, minutes: nextMinutes },
      nextAt: nextAt?.toISOString() ?? null,
    })),
  };
}
