/**
 * The rules of free starts once more, minute by minute and as slowly as they read, for the tests to compare with.
 * Nothing here is shared with the fast version but the zone table and the keys a claim would write.
 */

import { offsetAt } from '../time/time-zone.ts';
import { claimKeys, daySeat, weekSeat } from './cells.ts';
import type { EmptyReason, StartProblem } from './free-slots.ts';
import type { PanelGroup, PersonRules, SlotQuestion, Span } from './slot-question.ts';

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
  /** How many optional seats can be filled beside a full panel; null when the panel cannot be filled. */
  optionalSeats: (startsAt: number) => number | null;
}

/** Answers for the starts of one span. */
export function oracleFor(q: SlotQuestion, span: Span): Oracle {
  const people = q.people.map((rules) => ({
    rules,
    workMinutes: workMinutesOf(rules, span),
    takenKeys: new Set(rules.busy.flatMap((busy) => claimKeys({ personId: rules.personId, ...busy }))),
  }));
  const fits = (...tests: ((person: Person) => boolean)[]) => {
    const able = people.filter((person) => tests.every((test) => test(person))).map(({ rules }) => rules);
    return canSeat(skilledPools(q.panel, able).required);
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
  const optionalSeats = (startsAt: number) => {
    const { atWork, onStep, inTime, unclaimed, belowCaps } = testsAt(startsAt);
    const free = people.filter((person) => [atWork, inTime, unclaimed, belowCaps].every((test) => test(person)));
    const { required } = skilledPools(
      q.panel,
      free.filter(onStep).map(({ rules }) => rules),
    );
    const { optional } = skilledPools(
      q.panel,
      free.map(({ rules }) => rules),
    );
    return mostSeatsBeside(required, optional);
  };
  return { starts: () => minutes.filter((at) => problem(at) === null), problem, emptyBecause, optionalSeats };
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
  const falling = (rules.recurring ?? []).filter(({ days }) => days.includes(day));
  const instead = falling.filter(({ effect }) => effect === 'replaces');
  const ordinary = [rules.weekly.filter((range) => range.weekday === weekday), ...falling.map(({ ranges }) => ranges)];
  const ranges = override?.ranges ?? (instead.length > 0 ? instead.map(({ ranges }) => ranges) : ordinary).flat();
  return ranges.map(({ from, to }) => ({ from: minutesIn(from), to: minutesIn(to) }));
}

function minutesIn(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function worksThrough(person: Person, startsAt: number, durationMinutes: number): boolean {
  if (person.rules.resource) return true;
  for (let at = startsAt; at < startsAt + durationMinutes * MINUTE_MS; at += MINUTE_MS) {
    if (!person.workMinutes.has(Math.floor(at / MINUTE_MS))) return false;
  }
  return true;
}

function stepsOn(q: SlotQuestion, person: Person, startsAt: number): boolean {
  if (person.rules.resource) return startsAt % (5 * MINUTE_MS) === 0;
  const required = q.panel.filter(({ optional, resource }) => !optional && !resource);
  const anyOne = required.length === 1 && required[0]?.count === 1;
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

/** For each seat, who of these people may take it. */
export type Pools = readonly (readonly string[])[];

/** The seats of a panel, required and optional ones, each with those of its people who have the skills. */
export function skilledPools(
  panel: readonly PanelGroup[],
  able: readonly Pick<PersonRules, 'personId' | 'skills'>[],
): { required: Pools; optional: Pools } {
  const poolsOf = (groups: readonly PanelGroup[]) =>
    groups.flatMap(({ anyOf, count, skills = [] }) => {
      const pool = able.filter(
        (one) => anyOf.includes(one.personId) && skills.every((each) => one.skills?.includes(each)),
      );
      return Array.from({ length: count }, () => pool.map(({ personId }) => personId));
    });
  return {
    required: poolsOf(panel.filter(({ optional }) => !optional)),
    optional: poolsOf(panel.filter(({ optional }) => optional)),
  };
}

/** Tries every way to seat the people. */
export function canSeat(seats: Pools): boolean {
  return seats.length > 0 && mostSeatsBeside(seats, []) !== null;
}

/** Tries every way to seat the people, and for each every way to fill the optional seats: how many at most. */
export function mostSeatsBeside(required: Pools, optional: Pools): number | null {
  const mostOf = (seats: Pools, isRequired: boolean, taken: readonly string[]): number | null => {
    const [pool, ...others] = seats;
    if (pool === undefined) return isRequired ? mostOf(optional, false, taken) : 0;
    const found = pool
      .filter((one) => !taken.includes(one))
      .map((one) => mostOf(others, isRequired, [...taken, one]))
      .filter((most) => most !== null)
      .map((most) => most + (isRequired ? 0 : 1));
    if (!isRequired) found.push(mostOf(others, false, taken) ?? 0);
    return found.length > 0 ? Math.max(...found) : null;
  };
  return required.length > 0 ? mostOf(required, true, []) : null;
}
