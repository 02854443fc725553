import { reservedStatuses } from '@interlude/shared/booking/booking-status';
import type { Change } from '../change.ts';
import { isSession } from '../row/booking-kind.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';

// A reservation exists exactly in the reserved statuses, so leaving them frees the time in the same transaction; before
// there may be a hold.
export function freed(row: ScheduledRow, tookPlace: boolean): Pick<Change, 'reservation'> {
  // The reservation of a group session is that of its guests: the last one who leaves frees it.
  if (isSession(row)) return {};
  return { reservation: reservedStatuses.includes(row.status) ? { do: 'release', tookPlace } : { do: 'releaseHold' } };
}
