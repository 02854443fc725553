import { dayNumber, mondayOf } from '../time/local-date.ts';
import { clockOf, windowBegin } from '../time/zone-clock.ts';
import type { PersonRules, Span } from './slot-question.ts';

/** A kind of period with a cap: how to read its seat keys (without the person) and how many days it lasts. */
interface Period {
  days: number;
  seat: RegExp;
  firstDay: (parts: readonly string[]) => number;
}

const localDate: Period = {
  days: 1,
  seat: /^D(\d{4})(\d{2})(\d{2})#(\d+)$/,
  firstDay: ([, year, month, date]) => dayNumber(`${year}-${month}-${date}`),
};
const isoWeek: Period = {
  days: 7,
  seat: /^W(\d{4})w(\d{2})#(\d+)$/,
  firstDay: ([, year, week]) => mondayOf(Number(year), Number(week)),
};
const always: Span = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** The local dates and ISO weeks of a person in which no seat below the cap is free: what a claim would find too. */
export function fullPeriods(person: PersonRules): Span[] {
  return [...fullOf(person, localDate, person.caps.perDay), ...fullOf(person, isoWeek, person.caps.perWeek)];
}

function fullOf(person: PersonRules, period: Period, cap: number | null): Span[] {
  if (cap === null) return [];
  if (cap <= 0) return [always];
  const prefix = `${person.personId}:`;
  const takenByDay = new Map<number, number>();
  for (const key of new Set(person.takenSeats)) {
    const parts = key.startsWith(prefix) ? period.seat.exec(key.slice(prefix.length)) : null;
    if (!parts || Number(parts.at(-1)) >= cap) continue;
    const day = period.firstDay(parts);
    takenByDay.set(day, (takenByDay.get(day) ?? 0) + 1);
  }
  const clock = clockOf(person.zone);
  return [...takenByDay]
    .filter(([, taken]) => taken >= cap)
    .map(([day]) => ({ from: windowBegin(clock, day, 0), to: windowBegin(clock, day + period.days, 0) }));
}
