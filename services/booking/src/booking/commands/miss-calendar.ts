import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { refuse } from '../../runtime/refused.ts';
import type { Command, CommandStores } from '../command.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { withMark } from '../row/marks.ts';

/**
 * By the timer, once calendars have been looked at again: those that could not be read when it was booked, and not since
 * either, ask for a person.
 */
export const missCalendar: Command<BookingRow> = {
  name: 'missCalendar',
  takes: isBooking,
  decide: async (stores, row) => {
    const { status, people, unseen = [] } = row;
    if (!upcomingStatuses.includes(status) || unseen.length === 0)
      refuse({ code: 'status_forbids', status, action: 'missCalendar', allowed: [] });
    const earlier = await listEarlier(stores, row);
    const missed = unseen
      .filter(({ personId }) => people.includes(personId))
      .filter(({ personId }) => !earlier.some((one) => waitsFor(one, personId)));
    const marks = missed.reduce(
      (all, { personId, since }) => withMark({ marks: all }, { cause: 'calendar_unseen', since, of: personId }),
      row.marks ?? [],
    );
    return { action: 'missCalendar', detail: {}, set: { unseen: [], marks }, raisesVersion: false };
  },
};

// A series is booked in one go, without the same calendars: its first appointment says so for all.
async function listEarlier({ bookings }: CommandStores, row: BookingRow): Promise<BookingRow[]> {
  if (row.kind !== 'appointment' || row.series === undefined) return [];
  const { seriesId, index } = row.series;
  const all = await bookings.listSeries(row.tenantId, seriesId);
  return all.filter(({ series, status }) => (series?.index ?? 0) < index && upcomingStatuses.includes(status));
}

function waitsFor({ unseen = [], marks = [] }: BookingRow, of: string): boolean {
  return (
    unseen.some(({ personId }) => personId === of) ||
    marks.some((mark) => mark.cause === 'calendar_unseen' && mark.of === of)
  );
}
