import { openStatuses, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { refuse } from '../../runtime/refused.ts';
import type { Change } from '../change.ts';
import type { Command } from '../command.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { withMark } from '../row/marks.ts';
import { lacksPhone, phoneSaid } from '../row/phone.ts';

/** Says, or corrects, where the candidate is called. The number itself stays out of the audit. */
export function setPhone(phone: string): Command<BookingRow> {
  return {
    name: 'setPhone',
    takes: isBooking,
    decide: (_, row) => judgePhone(row, phone),
  };
}

function judgePhone(row: BookingRow, phone: string): Change {
  const { status } = row;
  if (!openStatuses.includes(status)) refuse({ code: 'status_forbids', status, action: 'setPhone', allowed: [] });
  const said = phoneSaid(row, phone);
  const change = { action: 'setPhone', detail: {}, raisesVersion: false } as const;
  if (row.guestPhone === phone) return { ...change, set: {}, isNothing: true };
  // The entries in the interviewers' calendars name the number.
  return { ...change, set: { ...said, textRev: (row.textRev ?? 0) + 1 } };
}

/** By the timer, a day before the start: the company is to call and still has no number. Once for each start. */
export const missPhone: Command<BookingRow> = {
  name: 'missPhone',
  takes: isBooking,
  decide: (_, row, { now }) => {
    const { status, scheduleRev } = row;
    if (!upcomingStatuses.includes(status) || !lacksPhone(row))
      refuse({ code: 'status_forbids', status, action: 'missPhone', allowed: [] });
    return {
      action: 'missPhone',
      detail: {},
      set: { phoneMissedRev: scheduleRev, marks: withMark(row, { cause: 'no_phone', since: new Date(now) }) },
      raisesVersion: false,
    };
  },
};
