import type { Recurrence } from '@interlude/shared/schemas/availability';
import type { RecurringHours, Span } from '@interlude/shared/slots/slot-question';
import { dateText, dayNumber } from '@interlude/shared/time/local-date';
import { localOf } from '@interlude/shared/time/time-zone';
import type { PersonRow } from './person-store.ts';

const dayMs = 86_400_000;
const lastYear = 2036;
const mostKept = 2_000;
const kept = new Map<string, readonly number[]>();

/** What recurs in a person's hours over a span, with two days at either end for meetings that reach across. */
export async function recurringHours(
  { zone, recurring = [] }: Pick<PersonRow, 'zone' | 'recurring'>,
  span: Span,
): Promise<RecurringHours[]> {
  const from = dayNumber(localOf(zone, span.from).date) - 2;
  const to = dayNumber(localOf(zone, span.to).date) + 2;
  return await Promise.all(
    recurring.map(async ({ ranges, effect, ...recurrence }) => {
      const days = await daysOf(recurrence, from, to);
      return { days, ranges, effect };
    }),
  );
}

/** The first local dates of a recurrence from a date on; fewer where it ends or the zone table does. */
export async function nextDates(recurrence: Recurrence, from: string, count: number): Promise<string[]> {
  const dates: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= lastYear && dates.length < count; year++) {
    const days = await daysOf(recurrence, dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`));
    dates.push(...days.map(dateText).filter((date) => date >= from));
  }
  return dates.slice(0, count);
}

/** The days from `from` to `to`, both counted since 1970-01-01 and included, without the exceptions. */
async function daysOf({ rule, startsOn, exceptions }: Recurrence, from: number, to: number): Promise<number[]> {
  const years = [yearOf(from), Math.min(yearOf(to), lastYear)] as const;
  const excepted = new Set(exceptions);
  const days = await ruleDays(rule, startsOn, years);
  return days.filter((day) => day >= from && day <= to && !excepted.has(dateText(day)));
}

function yearOf(day: number): number {
  return Number(dateText(day).slice(0, 4));
}

/** Whole years are expanded and kept, so that every listing of these years finds them. */
async function ruleDays(rule: string, startsOn: string, years: readonly [number, number]) {
  const key = `${rule} ${startsOn} ${years.join(' ')}`;
  const known = kept.get(key) ?? (await expand(rule, startsOn, years));
  // Deleted and set again: the least recently asked is the first to be dropped.
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return known;
}

// Dates are counted at midnight UTC, where no day is longer than another. Within the years a rule may name at most one
// date a day, so a rule that never ends, or never falls on any date, ends here too.
async function expand(rule: string, startsOn: string, [first, last]: readonly [number, number]) {
  if (dayNumber(startsOn) > dayNumber(`${last}-12-31`)) return [];
  // Most people have no rules, and nobody waits for the library because of them.
  const { RRuleTemporal } = await import('rrule-temporal');
  const rruleString = `DTSTART:${startsOn.replaceAll('-', '')}T000000Z\nRRULE:${rule}`;
  const found = new RRuleTemporal({ rruleString, cache: false }).between(
    new Date(Date.UTC(first, 0, 1)),
    new Date(Date.UTC(last, 11, 31)),
    true,
  );
  return found.map(({ epochMilliseconds }) => epochMilliseconds / dayMs);
}
