import { reservedStatuses } from '@interlude/shared/booking/booking-status';
import type { Change } from '../change.ts';
import { isGroup } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';

// A reservation exists exactly in the reserved statuses, so leaving them frees the time in the same transaction; before
// there may be a hold.
export function freed(row: BookingRow, tookPlace: boolean): Pick<Change, 'reservation'> {
  // The reservation of a group session is that of its guests: the last one who leaves frees it.
  if (isGroup(row)) return {};
  return { reservation: reservedStatuses.includes(row.status) ? { do: 'release', tookPlace } : { do: 'releaseHold' } };
}
