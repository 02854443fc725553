import type { TenantId } from '@interlude/shared/ids';
import type { BookingDeps } from '../booking/deps.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { neededBy } from '../calendar/bookable.ts';
import { namesOf } from '../reservations/reservation-row.ts';

/** The people, resources and group terms that decide about the starts of a booking: it waits in the line of each. */
export function namesInLine(row: BookingRow): string[] {
  return [...neededBy(row), ...(row.group ? [row.group.offerId] : [])];
}

/**
 * Whose time may have become free by writes that name these ids: people and rooms by themselves, and whoever a booking
 * or reservation among them has or could have; rather too many than too few.
 */
export async function freedNames(
  { bookings, reservations }: Pick<BookingDeps['stores'], 'bookings' | 'reservations'>,
  tenantId: TenantId,
  ids: readonly string[],
): Promise<string[]> {
  const claims = await reservations.listByIds(tenantId, ids);
  const booked = claims.flatMap(({ bookingId, offeredTo }) => [bookingId, offeredTo].filter((id) => id !== undefined));
  const rows = await bookings.listByIds(tenantId, [...new Set([...ids, ...booked])]);
  return [
    ...new Set<string>([
      ...ids,
      ...claims.flatMap((claim) => [
        ...namesOf(claim),
        ...(claim.freed ?? []),
        ...(claim.offerId ? [claim.offerId] : []),
      ]),
      ...rows.flatMap((row) => [...namesInLine(row), ...row.people]),
    ]),
  ];
}
