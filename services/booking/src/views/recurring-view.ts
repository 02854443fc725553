import { instantText } from '@interlude/shared/booking/booking-rules';
import type { AppointmentView } from '@interlude/shared/schemas/views';
import type { AppointmentRow, BookingRow } from '../booking/row/booking-row.ts';

/** The series that an appointment belongs to, itself as it is now; nothing where it was booked by itself. */
export function seriesView(row: AppointmentRow, rows: readonly BookingRow[]): Pick<AppointmentView, 'series'> {
  if (row.series === undefined) return {};
  const all = rows.map((one) => (one._id === row._id ? row : one));
  return {
    series: {
      rule: row.series.rule,
      all: all.map(({ _id, status, startsAt }) => {
        return { interviewId: _id, status, startsAt: startsAt === null ? null : instantText(startsAt.getTime()) };
      }),
    },
  };
}
