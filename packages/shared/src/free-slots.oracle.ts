/**
 * The rules of free starts once more, minute by minute and as slowly as they read, for the tests to compare with.
 * Nothing here is shared with the fast version but the zone table and the keys a claim would write.
 */
import { claimKeys, daySeat, weekSeat } from './cells.ts';
import type { EmptyReason, PanelGroup, PersonRules, SlotQuestion, Span, StartProblem } from './free-slots.ts';
import { offsetAt } from './time-zone.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

interface Reading {
  /** Days since 1970-01-01 on the local calendar. */
  day: number;
  minute: number;
}

interface Person {
  rules: PersonRules;
  workMinutes: ReadonlySet<number>;
  takenKeys: ReadonlySet<string>;
}

export interface Oracle {
  starts: () => number[];
  problem: (startsAt: number) => StartProblem | null;
  /** Why the span is empty; asked of an empty one only. */
  emptyBecause: () => EmptyReason;
}

/** Answers for the starts of one span. */
export function oracleFor(q: SlotQuestion, span: Span): Oracle {
  const people = q.people.map((rules) => ({
    rules,
    workMinutes: workMinutesOf(rules, span),
    takenKeys: new Set(rules.busy.flatMap((busy) => claimKeys({ personId: rules.personId, ...busy }))),
  }));
  const fits = (...tests: ((person: Person) => boolean)[]) => {
    const able = people.filter((person) => tests.every((test) => test(person))).map(({ rules }) => rules.personId);
    return q.panel.length > 0 && canSeat(q.panel, able);
  };
  const testsAt = (startsAt: number) => ({
    atWork: (person: Person) => worksThrough(person, startsAt, q.durationMinutes),
    onStep: (person: Person) => stepsOn(q, person, startsAt),
    inTime: ({ rules }: Person) => startsAt >= (rules.earliestAt ?? startsAt),
    unclaimed: (person: Person) => isUnclaimed(q, person, startsAt),
    belowCaps: (person: Person) => hasSeats(person, startsAt),
  });
  const problem = (startsAt: number): StartProblem | null => {
    const { atWork, onStep, inTime, unclaimed, belowCaps } = testsAt(startsAt);
    if (startsAt < q.earliestAt) return 'notice';
    if (startsAt > q.latestAt) return 'window';
    if (!fits(atWork)) return 'hours';
    if (!fits(atWork, onStep)) return 'step';
    if (!fits(atWork, onStep, inTime)) return 'notice';
    return fits(atWork, onStep, inTime, unclaimed, belowCaps) ? null : 'taken';
  };
  const minutes = minutesOf(span);
  const emptyBecause = (): EmptyReason => {
    const worked = minutes.filter((at) => fits(testsAt(at).atWork, testsAt(at).onStep));
    if (worked.length === 0) return 'no_hours';
    const allowed = worked.filter((at) => at >= q.earliestAt && at <= q.latestAt);
    if (allowed.length === 0) return worked.some((at) => at > q.latestAt) ? 'window' : 'notice';
    const timely = allowed.filter((at) => problem(at) !== 'notice');
    if (timely.length === 0) return 'notice';
    const untaken = timely.filter((at) => {
      const { atWork, onStep, inTime, unclaimed } = testsAt(at);
      return fits(atWork, onStep, inTime, unclaimed);
    });
    return untaken.length > 0 ? 'caps' : 'full';
  };
  return { starts: () => minutes.filter((at) => problem(at) === null), problem, emptyBecause };
}

function minutesOf(span: Span): number[] {
  const first = Math.ceil(span.from / MINUTE_MS);
  return Array.from({ length: Math.max(0, Math.ceil(span.to / MINUTE_MS) - first) }, (_, n) => (first + n) * MINUTE_MS);
}

function readingAt(zone: string, atMs: number): Reading {
  const wallMinute = Math.floor(atMs / MINUTE_MS) + offsetAt(zone, atMs);
  const day = Math.floor(wallMinute / DAY_MINUTES);
  return { day, minute: wallMinute - day * DAY_MINUTES };
}

/** Every minute of work: from the first minute of a date that reads no less than `from` to the last that reads less than `to`. */
function workMinutesOf(rules: PersonRules, span: Span): Set<number> {
  const minutesByDay = new Map<number, { at: number; minute: number }[]>();
  const margin = 2 * DAY_MINUTES * MINUTE_MS;
  for (let at = Math.floor((span.from - margin) / MINUTE_MS); at * MINUTE_MS < span.to + margin; at++) {
    const { day, minute } = readingAt(rules.zone, at * MINUTE_MS);
    const minutes = minutesByDay.get(day) ?? [];
    minutesByDay.set(day, minutes);
    minutes.push({ at, minute });
  }
  const work = new Set<number>();
  for (const [day, minutes] of minutesByDay) {
    for (const { from, to } of rangesOn(rules, day)) {
      const first = minutes.find(({ minute }) => minute >= from)?.at ?? Number.POSITIVE_INFINITY;
      const last = minutes.findLast(({ minute }) => minute < to)?.at ?? Number.NEGATIVE_INFINITY;
      for (let at = first; from < to && at <= last; at++) work.add(at);
    }
  }
  return work;
}

function rangesOn(rules: PersonRules, day: number): { from: number; to: number }[] {
  const midnight = new Date(day * DAY_MINUTES * MINUTE_MS);
  const weekday = midnight.getUTCDay() === 0 ? 7 : midnight.getUTCDay();
  const override = rules.overrides.find(({ date }) => date === midnight.toISOString().slice(0, 10));
  const ranges = override ? override.ranges : rules.weekly.filter((range) => range.weekday === weekday);
  return ranges.map(({ from, to }) => ({ from: minutesIn(from), to: minutesIn(to) }));
}

function minutesIn(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function worksThrough(person: Person, startsAt: number, durationMinutes: number): boolean {
  for (let at = startsAt; at < startsAt + durationMinutes * MINUTE_MS; at += MINUTE_MS) {
    if (!person.workMinutes.has(Math.floor(at / MINUTE_MS))) return false;
  }
  return true;
}

function stepsOn(q: SlotQuestion, person: Person, startsAt: number): boolean {
  const anyOne = q.panel.length === 1 && q.panel[0]?.count === 1;
  const zone = anyOne ? person.rules.zone : q.gridZone;
  return startsAt % MINUTE_MS === 0 && readingAt(zone, startsAt).minute % q.stepMinutes === 0;
}

function isUnclaimed(q: SlotQuestion, { rules, takenKeys }: Person, startsAt: number): boolean {
  const { personId, buffers } = rules;
  const endsAt = startsAt + q.durationMinutes * MINUTE_MS;
  const wider = (side: 'beforeMinutes' | 'afterMinutes') => Math.max(q.buffers[side], buffers?.[side] ?? 0);
  const [beforeMinutes, afterMinutes] = [wider('beforeMinutes'), wider('afterMinutes')];
  return !claimKeys({ personId, startsAt, endsAt, beforeMinutes, afterMinutes }).some((key) => takenKeys.has(key));
}

function hasSeats({ rules }: Person, startsAt: number): boolean {
  const { personId, zone, caps } = rules;
  const seats = (cap: number) => Array.from({ length: cap }, (_, n) => n);
  const free = (key: string) => !rules.takenSeats.includes(key);
  const dayFree = caps.perDay === null || seats(caps.perDay).some((n) => free(daySeat(personId, zone, startsAt, n)));
  const weekFree =
    caps.perWeek === null || seats(caps.perWeek).some((n) => free(weekSeat(personId, zone, startsAt, n)));
  return dayFree && weekFree;
}

/** Tries every way to seat the people. */
export function canSeat(panel: readonly PanelGroup[], able: readonly string[]): boolean {
  const seats = panel.flatMap((group) => Array.from({ length: group.count }, () => group.anyOf));
  const seatFrom = (index: number, left: readonly string[]): boolean => {
    const wanted = seats[index];
    if (!wanted) return true;
    return left.some(
      (one) =>
        wanted.includes(one) &&
        seatFrom(
          index + 1,
          left.filter((other) => other !== one),
        ),
    );
  };
  return seats.length > 0 && seatFrom(0, able);
}
