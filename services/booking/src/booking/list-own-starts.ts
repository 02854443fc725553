import { actionsOf, pickingStatuses } from '@interlude/shared/booking/booking-status';
import { type Offered, slotsOf } from '../calendar/list-starts.ts';
import type { SlotsInput } from '../calendar/local-span.ts';
import { refuse } from '../runtime/refused.ts';
import type { StartStores } from './command.ts';
import type { BookingWithPeople } from './row/booking-store.ts';
import { readBounds } from './siblings.ts';

/** The starts a candidate may book or move to, from the same function that judges the booking. */
export async function offerSlots(
  stores: StartStores,
  { row, people, resources }: BookingWithPeople,
  input: SlotsInput,
  now: number,
): Promise<Offered> {
  const { status } = row;
  if (!pickingStatuses.includes(status)) {
    refuse({ code: 'status_forbids', status, action: 'slots', allowed: actionsOf(status, 'candidate') });
  }
  const bounds = await readBounds(stores, row, 'candidate', now);
  return await slotsOf(stores, row, {
    ...input,
    bounds: { ...bounds, people, resources },
    present: row.startsAt?.getTime() ?? null,
  });
}
