import type { TenantId } from '@interlude/shared/ids';
import type { BookingDeps } from '../booking/deps.ts';
import { termsOf } from '../booking/row/booking-kind.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { neededBy } from '../calendar/bookable.ts';
import { namesOf } from '../reservations/reservation-row.ts';

/** The people, resources and group terms that decide about the starts of a booking: it waits in the line of each. */
export function namesInLine(row: ScheduledRow): string[] {
  const terms = termsOf(row);
  return [...neededBy(row), ...(terms ? [terms.offerId] : [])];
}

/**
 * Whose time may have become free by writes that name these ids: people and rooms by themselves, and whoever a booking
 * or reservation among them has or could have; rather too many than too few.
 */
export async function freedNames(
  { scheduled, reservations }: Pick<BookingDeps['stores'], 'scheduled' | 'reservations'>,
  tenantId: TenantId,
  ids: readonly string[],
): Promise<string[]> {
  const claims = await reservations.listByIds(tenantId, ids);
  const booked = claims.flatMap(({ bookingId, offeredTo }) => [bookingId, offeredTo].filter((id) => id !== undefined));
  const rows = await scheduled.listByIds(tenantId, [...new Set([...ids, ...booked])]);
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
