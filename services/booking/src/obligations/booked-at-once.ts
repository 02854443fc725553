import { messageKey } from '@interlude/shared/booking/agenda';
import type { Notice } from '@interlude/shared/booking/agenda-facts';
import { openStatuses } from '@interlude/shared/booking/booking-status';
import type { NotifyItem } from '@interlude/shared/contracts/lifecycle';
import { isBooking } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { bookedTogether } from '../booking/siblings.ts';
import type { ObligationDeps } from './deps.ts';

/** What was booked at once and still lies ahead, earliest first. */
export async function standingOf({ stores }: Pick<ObligationDeps, 'stores'>, row: BookingRow): Promise<BookingRow[]> {
  const all = await bookedTogether(stores.bookings, row);
  const startOf = ({ startsAt }: BookingRow) => startsAt?.getTime() ?? 0;
  return all
    .filter(({ status }) => openStatuses.includes(status))
    .toSorted((one, other) => startOf(one) - startOf(other));
}

/**
 * The booking that a message speaks of. A confirmation of all that was booked at once goes out although its first date
 * was called off meanwhile: it then speaks of the next one; null where none is left.
 */
export async function spokenOf(app: ObligationDeps, row: ScheduledRow, item: NotifyItem): Promise<ScheduledRow | null> {
  if (!isBooking(row) || item.recipient.role !== 'candidate' || noticeOf(row, item)?.guestReads !== 'of_all')
    return row;
  const [earliest = null] = await standingOf(app, row);
  return earliest;
}

/** The notice that a message was planned for; absent for what a clock asked for. */
export function noticeOf({ notices }: ScheduledRow, { key, recipient }: NotifyItem): Notice | undefined {
  return notices.find(({ id }) => messageKey(id, recipient) === key);
}
