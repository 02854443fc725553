import type { PersonId } from '@interlude/shared/ids';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { BookingStore } from '../booking/row/booking-store.ts';
import { bookedTogether } from '../booking/siblings.ts';
import type { AuditStore } from '../journal/audit-store.ts';

interface LinkStores {
  readonly bookings: BookingStore;
  readonly audit: AuditStore;
}

/** Those of the bookings that a link opens which this person has taken: as their guest this person may have acted. */
export async function listLinksTaken(
  { bookings, audit }: LinkStores,
  rows: readonly BookingRow[],
  personId: PersonId,
): Promise<ReadonlySet<string>> {
  const [first] = rows;
  if (first === undefined) return new Set();
  const opened = await Promise.all(
    rows.map(async (row) => ({ row, ids: [row, ...(await bookedTogether(bookings, row))].map(({ _id }) => _id) })),
  );
  const asked = { action: 'copyLink', personId };
  const all = opened.flatMap(({ ids }) => ids);
  const taken = new Set<string>(await audit.listDoneBy(first.tenantId, all, asked));
  return new Set(opened.filter(({ ids }) => ids.some((id) => taken.has(id))).map(({ row }) => row._id));
}
