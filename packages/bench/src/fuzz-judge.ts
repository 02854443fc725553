import type { PersonRules } from '@interlude/shared/slots/slot-question';
import type { Listing } from './engine-workload.ts';

const minute = 60_000;
const day = 1_440 * minute;

interface Reading {
  /** As in `2027-03-28`. */
  readonly date: string;
  readonly weekday: number;
  /** Minutes since midnight as the clock shows them. */
  readonly clock: number;
}

/**
 * Decides a start that only one engine offers, from the platform's own clock of the zone and by walking through the
 * meeting, sharing no code and no zone data with either engine.
 */
export function isBookable({ question, span, kind }: Listing, at: number): boolean {
  if (at < span.from || at >= span.to) return false;
  const free = question.people.filter((person) => {
    const onGrid = readingOf(person.zone, at).clock % question.stepMinutes === 0;
    return onGrid && worksThrough(person, at, question.durationMinutes) && !isBusy(person, at, question);
  });
  return kind === 'all' ? free.length === question.people.length : free.length > 0;
}

/** Why the engines differ at a start, in words: what is known to make them differ, the same for all of one cause. */
export function causeOf({ question }: Listing, at: number): string {
  const { people, stepMinutes } = question;
  // After a busy time the reference counts its steps from the hour in UTC, not on the host's clock.
  if (people.some(({ zone }) => (aheadOf(zone, at) / minute) % stepMinutes !== 0)) {
    return 'steps after a busy time, in a zone whose offset is no whole step';
  }
  const changing = people.filter(({ zone }) => aheadOf(zone, at - day) !== aheadOf(zone, at + day));
  if (changing.length === 0) return 'no known cause';
  const other = changing.some(({ zone, overrides }) => overrides.some(({ date }) => date === readingOf(zone, at).date));
  return other ? "a date's other hours, next to a change of clocks" : 'weekly hours, next to a change of clocks';
}

function worksThrough({ zone, weekly, overrides }: PersonRules, at: number, durationMinutes: number): boolean {
  for (let now = at; now < at + durationMinutes * minute; now += 5 * minute) {
    const { date, weekday, clock } = readingOf(zone, now);
    const other = overrides.find((override) => override.date === date);
    const ranges = other?.ranges ?? weekly.filter((range) => range.weekday === weekday);
    if (!ranges.some(({ from, to }) => clock >= clockOf(from) && clock < clockOf(to))) return false;
  }
  return true;
}

function isBusy({ busy }: PersonRules, at: number, question: { durationMinutes: number }): boolean {
  return busy.some(({ startsAt, endsAt }) => startsAt < at + question.durationMinutes * minute && endsAt > at);
}

function clockOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function readingOf(zone: string, at: number): Reading {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    formatter = new Intl.DateTimeFormat('en-CA', {
      ...date,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    });
    formatters.set(zone, formatter);
  }
  const part = Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
  const date = `${part['year']}-${part['month']}-${part['day']}`;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return { date, weekday, clock: Number(part['hour']) * 60 + Number(part['minute']) };
}

function aheadOf(zone: string, at: number): number {
  const { date, clock } = readingOf(zone, at);
  return Date.parse(`${date}T00:00:00Z`) + clock * minute - Math.floor(at / minute) * minute;
}
