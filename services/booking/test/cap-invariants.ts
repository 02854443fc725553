import type { PersonRow } from '../src/company/person-store.ts';
import type { AuditRow } from '../src/journal/audit-store.ts';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import { dateOf, weekOf } from './hours.ts';

const periods = [
  { capOf: ({ caps }: PersonRow) => caps.perDay, from: dateOf, seat: 'D' },
  { capOf: ({ caps }: PersonRow) => caps.perWeek, from: weekOf, seat: 'W' },
] as const;

interface Facts {
  readonly people: readonly PersonRow[];
  readonly meetings: readonly ReservationRow[];
  readonly audit: readonly AuditRow[];
}

/**
 * S3 counted anew: the meetings of a person that start on one date, or in one week, of the person's own calendar are no
 * more than the cap, but for those that took a seat beyond it by an override of the cap that is on record.
 */
export function capFaults({ people, meetings, audit }: Facts): string[] {
  const overrides = audit.filter(({ detail }) => wordsOf(detail['override']).includes('cap'));
  return people.flatMap((person) =>
    periods.flatMap(({ capOf, from, seat }) => {
      const cap = capOf(person);
      if (cap === null) return [];
      const periodOf = (at: Date | string) => from(person, new Date(at).getTime());
      const isAudited = ({ bookingId, startsAt }: ReservationRow) =>
        overrides.some(
          ({ interviewId, detail }) =>
            interviewId === bookingId &&
            [...wordsOf(detail['people']), ...wordsOf(detail['joined'])].includes(person._id) &&
            periodOf(String(detail['startsAt'])) === periodOf(startsAt),
        );
      const isBeyond = ({ seats }: ReservationRow) =>
        seats.some((key) => key.startsWith(`${person._id}:${seat}`) && Number(key.split('#')[1]) >= cap);
      const own = meetings.filter((row) => row.people.includes(person._id) && !(isBeyond(row) && isAudited(row)));
      return [...Map.groupBy(own, ({ startsAt }) => periodOf(startsAt))].flatMap(([period, rows]) =>
        rows.length > cap ? [`S3: ${rows.length} of ${cap} for ${person._id} from ${period}`] : [],
      );
    }),
  );
}

function wordsOf(value: unknown): string[] {
  return typeof value === 'string' ? value.split(' ') : [];
}
