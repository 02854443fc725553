import { pickingStatuses, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { refuse } from '../../runtime/refused.ts';
import type { Change } from '../change.ts';
import type { Command, CommandStores } from '../command.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { isEntryChanged, withMark } from '../row/marks.ts';
import { lacksPhone, phoneSaid } from '../row/phone.ts';

const open = [...pickingStatuses, ...upcomingStatuses, 'in_progress'];

/** Says, or corrects, where the candidate is called. The number itself stays out of the audit. */
export function setPhone(phone: string): Command<BookingRow> {
  return {
    name: 'setPhone',
    takes: isBooking,
    decide: (stores, row) => judgePhone(stores, row, phone),
  };
}

function judgePhone({ scheduled }: CommandStores, row: BookingRow, phone: string): Change {
  const { status } = row;
  if (!open.includes(status)) refuse({ code: 'status_forbids', status, action: 'setPhone', allowed: [] });
  const said = phoneSaid(row, phone);
  const change = { action: 'setPhone', detail: {}, raisesVersion: false } as const;
  if (row.guestPhone === phone) return { ...change, set: {}, isNothing: true };
  // The entries in the interviewers' calendars name the number.
  const textRev = (row.textRev ?? 0) + 1;
  // HR decide about an entry that its owner has changed: to write the number there would put all of it back.
  const changed = Object.keys(row.placed ?? {}).filter((personId) => isEntryChanged(row, personId));
  return {
    ...change,
    set: { ...said, textRev },
    also: () => scheduled.leaveText(row.tenantId, row._id, changed, textRev),
  };
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
