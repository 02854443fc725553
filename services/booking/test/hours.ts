import type { PersonRow } from '../src/company/person-store.ts';
import type { Times } from './history.ts';

const day = 86_400_000;

type Person = Pick<PersonRow, 'zone'>;

/** The date on the person's own calendar, `2027-03-28`. */
export function dateOf({ zone }: Person, at: number): string {
  return textOf(zone, at).slice(0, 10);
}

/** The Monday of the week on the person's own calendar. */
export function weekOf(person: Person, at: number): string {
  const date = Date.parse(dateOf(person, at));
  const sinceMonday = (new Date(date).getUTCDay() + 6) % 7;
  return new Date(date - sinceMonday * day).toISOString().slice(0, 10);
}

/** Whether a meeting lies in a person's hours: of a rule that falls on the day, or else the same every day. */
export function isAtWork(
  { zone, weekly, recurring = [] }: Pick<PersonRow, 'zone' | 'weekly' | 'recurring'>,
  { startsAt, endsAt }: Pick<Times, 'startsAt' | 'endsAt'>,
): boolean {
  const [from, to] = [textOf(zone, startsAt), textOf(zone, endsAt)];
  const date = from.slice(0, 10);
  const rule = recurring.find((one) => fallsOn(one, date));
  const ranges = rule?.ranges ?? weekly;
  return to.slice(0, 10) === date && ranges.some((range) => from.slice(11) >= range.from && to.slice(11) <= range.to);
}

// The rules of a simulation replace the hours of every so many days, and nothing else.
function fallsOn({ rule, startsOn, effect }: NonNullable<PersonRow['recurring']>[number], date: string): boolean {
  const interval = Number(/^FREQ=DAILY;INTERVAL=(\d+)$/.exec(rule)?.[1] ?? Number.NaN);
  if (Number.isNaN(interval) || effect !== 'replaces') throw new Error(`no checker for ${effect} ${rule}`);
  const days = (Date.parse(date) - Date.parse(startsOn)) / day;
  return days >= 0 && days % interval === 0;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function textOf(zone: string, at: number): string {
  const known =
    clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, known);
  return known.format(at);
}
