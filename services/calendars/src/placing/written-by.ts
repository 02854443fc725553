import type { ConnectionRow } from '../connections/connection-store.ts';

/** The calendar in which somebody's bookings are to stand. */
export interface Written {
  readonly row: ConnectionRow;
  readonly calendarId: string;
  /** As booking knows it. */
  readonly name: string;
}

/** Of several that were chosen, in several accounts, it is the one of the first account. */
export function writtenBy(rows: readonly ConnectionRow[]): Written | null {
  for (const row of rows) {
    const { writeTo } = row;
    if (writeTo !== null && row.calendars.some(({ id }) => id === writeTo))
      return { row, calendarId: writeTo, name: `${row._id}/${writeTo}` };
  }
  return null;
}
