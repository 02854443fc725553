import { csvOf } from '@interlude/shared/csv';
import { localOf } from '@interlude/shared/time/time-zone';
import type { Staff } from '../access/staff-access.ts';
import type { ListOrder } from '../booking/row/booking-list-store.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { type AskedFilter, listBookings } from './list-bookings.ts';

const atOnce = 500;
const mostExported = 10_000;

/** All interviews in reach that match, as a file for spreadsheets; `isCut` where there are more than it takes. */
export async function exportBookings(
  app: ObligationDeps,
  staff: Staff,
  filter: AskedFilter,
  { zone, order }: { readonly zone: string; readonly order: ListOrder },
) {
  const local = (at: string | null) => {
    if (at === null) return '';
    const { date, time } = localOf(zone, Date.parse(at));
    return `${date} ${time}`;
  };
  const rows: string[][] = [headsIn(zone)];
  let cursor: string | undefined;
  let isCut = false;
  do {
    const page = await listBookings(app, staff, filter, { cursor, limit: atOnce, order });
    isCut ||= page.isCut;
    for (const row of page.summaries) {
      const people = row.interviewers.map(({ name }) => name).filter(Boolean);
      rows.push([
        ...[row.interviewId, row.candidate.name, row.candidate.email, row.jobTitle, row.type],
        ...[row.status, row.outcome ?? '', local(row.startsAt), local(row.endsAt)],
        ...[people.join(', '), String(row.attempt), local(row.invitedAt), local(row.bookBy), row.attention ?? ''],
      ]);
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length <= mostExported);
  return { csv: csvOf(rows.slice(0, mostExported + 1)), isCut: isCut || cursor !== undefined };
}

function headsIn(zone: string): string[] {
  return [
    ...['interview', 'candidate', 'email', 'job', 'type', 'status', 'outcome'],
    ...[`start (${zone})`, `end (${zone})`, 'interviewers', 'attempt'],
    ...[`invited (${zone})`, `book by (${zone})`, 'attention'],
  ];
}
