import type { PersonId, TenantId } from '@interlude/shared/ids';
import { claimKeys } from '@interlude/shared/slots/cells';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';

/** A claim on people's time that staff made although some of them are off. */
export interface OverTimeOff {
  readonly tenantId: TenantId;
  readonly people: readonly PersonId[];
  readonly cells: readonly string[];
}

type Store = Pick<ReservationStore, 'listTimeOffAround' | 'listHoldersOf' | 'takeFromTimeOff' | 'giveToTimeOff'>;
type Times = Pick<ReservationRow, 'startsAt' | 'endsAt'>;

/** Which of these people are off while they are claimed, by the days they took off and not by what is left of these. */
export async function peopleOff(
  store: Pick<Store, 'listTimeOffAround'>,
  tenantId: TenantId,
  { people, cells = [], ...times }: Times & Pick<ReservationRow, 'people' | 'cells'>,
): Promise<PersonId[]> {
  const claimed = new Set(cells);
  const off = await store.listTimeOffAround(tenantId, people, times);
  const isOff = (personId: PersonId) =>
    off.some((day) => day.people.includes(personId) && keysOf(day).some((key) => claimed.has(key)));
  return people.filter(isOff);
}

/** In the transaction, before the claim is written: the days off let go what it takes of them. */
export async function takeFromTimeOff(store: Pick<Store, 'takeFromTimeOff'>, over: OverTimeOff): Promise<void> {
  if (over.people.length > 0) await store.takeFromTimeOff(over.tenantId, over.people, over.cells);
}

/** In the transaction, after such a claim was given up or changed: the days off have again whatever nobody holds. */
export async function giveBackToTimeOff(
  store: Store,
  tenantId: TenantId,
  { people, ...times }: Times & Pick<OverTimeOff, 'people'>,
): Promise<void> {
  for (const day of await store.listTimeOffAround(tenantId, people, times)) {
    const present = new Set(day.cells);
    const missing = keysOf(day).filter((key) => !present.has(key));
    if (missing.length === 0) continue;
    const held = new Set((await store.listHoldersOf(tenantId, missing)).flatMap(({ cells = [] }) => cells));
    const free = missing.filter((key) => !held.has(key));
    if (free.length > 0) await store.giveToTimeOff(day, free);
  }
}

function keysOf({ people, startsAt, endsAt }: Times & Pick<ReservationRow, 'people'>): string[] {
  const times = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), beforeMinutes: 0, afterMinutes: 0 };
  return people.flatMap((personId) => claimKeys({ personId, ...times }));
}
