import { claimKeys, daySeat, largerBuffers, weekSeat } from '../slots/cells.ts';
import { freeByGroup, freeStarts } from '../slots/free-slots.ts';
import type { PersonRules, SlotQuestion, Span } from '../slots/slot-question.ts';
import type { Chain } from './arranged-starts.ts';
import type { Arrangement } from './arrangement.ts';

const minute = 60_000;

interface Choice {
  readonly starts: readonly number[];
  readonly people: readonly (readonly string[])[];
}

/**
 * Every complete choice there is, one by one: all tuples of starts, each with all ways to seat people of whom no two
 * parts claim a common key. Only what one start of one part needs by itself is asked of the slot engine.
 */
export function choicesOf({ arrangement, parts }: Chain, span: Span): Choice[] {
  const lists = parts.map(({ asked, startsAt }) =>
    asked === null
      ? [startsAt ?? 0]
      : startsAt === null
        ? freeStarts(asked, span)
        : freeStarts(asked, span).filter((at) => at === startsAt),
  );
  const known = new Map<string, string[][]>();
  const waysAt = (n: number, asked: SlotQuestion, startsAt: number) => {
    const ways = known.get(`${n} ${startsAt}`) ?? seatings(asked, startsAt);
    known.set(`${n} ${startsAt}`, ways);
    return ways;
  };
  // What is out of order stays so, whatever comes after it.
  return lists
    .reduce<number[][]>(
      (all, list) =>
        all
          .flatMap((starts) => list.map((startsAt) => [...starts, startsAt]))
          .filter((starts) => isOrdered({ arrangement, parts: parts.slice(0, starts.length) }, starts)),
      [[]],
    )
    .flatMap((starts) => {
      const ways = parts.map(({ asked }, n) => (asked === null ? [[]] : waysAt(n, asked, starts[n] ?? 0)));
      const people = findApart(
        parts.map(({ asked }) => asked),
        starts,
        ways,
      );
      return people === null ? [] : [{ starts, people }];
    });
}

function isOrdered({ arrangement, parts }: Chain, starts: readonly number[]): boolean {
  const times = parts.map(({ index, durationMinutes }, n) => {
    const startsAt = starts[n] ?? 0;
    return { index, startsAt, endsAt: startsAt + durationMinutes * minute };
  });
  return (
    times.every((time, n) => {
      const before = times[n - 1];
      if (before === undefined) return true;
      const gap = (time.startsAt - before.endsAt) / minute;
      const isNext = time.index === before.index + 1;
      return (
        gap >= arrangement.gapMinutes.min &&
        (!isNext || gap <= (arrangement.gapMinutes.max ?? Number.POSITIVE_INFINITY))
      );
    }) && isWithinDays(arrangement, starts)
  );
}

const calendars = new Map<string, Intl.DateTimeFormat>();

function isWithinDays({ zone, withinDays }: Arrangement, starts: readonly number[]): boolean {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  calendars.set(zone, calendar);
  const days = starts.map((at) => Date.parse(`${calendar.format(at)}T00:00Z`) / 86_400_000);
  return Math.max(...days) - Math.min(...days) < withinDays;
}

type People = readonly (readonly string[])[];

/** The first of all ways to seat everybody, part after part, in which no two parts claim a common key. */
function findApart(
  asked: readonly (SlotQuestion | null)[],
  starts: readonly number[],
  ways: readonly People[],
  chosen: People = [],
): People | null {
  if (!areApart(asked.slice(0, chosen.length), starts, chosen)) return null;
  if (chosen.length === asked.length) return chosen;
  for (const way of ways[chosen.length] ?? []) {
    const found = findApart(asked, starts, ways, [...chosen, way]);
    if (found !== null) return found;
  }
  return null;
}

/** Whether no key, and no seat below a cap, is needed twice. */
export function areApart(
  asked: readonly (SlotQuestion | null)[],
  starts: readonly number[],
  people: readonly (readonly string[])[],
): boolean {
  const used = new Set<string>();
  return asked.every((question, n) => {
    const coming = question?.people.filter(({ personId }) => people[n]?.includes(personId)) ?? [];
    return coming.every((person) => {
      const keys = question === null ? [] : keysOf(question, person, starts[n] ?? 0, used);
      const isFree = keys !== null && !keys.some((key) => used.has(key));
      for (const key of keys ?? []) used.add(key);
      return isFree;
    });
  });
}

/** All that one person's part claims, or null when a cap leaves no seat. */
function keysOf(q: SlotQuestion, person: PersonRules, startsAt: number, used: ReadonlySet<string>): string[] | null {
  const { personId, zone, caps } = person;
  const endsAt = startsAt + q.durationMinutes * minute;
  const keys = claimKeys({ personId, startsAt, endsAt, ...largerBuffers(q.buffers, person.buffers) });
  for (const { cap, seat } of [
    { cap: caps.perDay, seat: daySeat },
    { cap: caps.perWeek, seat: weekSeat },
  ]) {
    if (cap === null) continue;
    const all = Array.from({ length: cap }, (_, n) => seat(personId, zone, startsAt, n));
    const free = all.find((key) => !used.has(key) && !person.takenSeats.includes(key));
    if (free === undefined) return null;
    keys.push(free);
  }
  return keys;
}

/** Every set of people that fills the required seats at a start. */
function seatings(asked: SlotQuestion, startsAt: number): string[][] {
  const free = freeByGroup(asked, startsAt);
  const seats = asked.panel.flatMap(({ count, optional }, n) =>
    optional ? [] : Array.from({ length: count }, () => free[n] ?? []),
  );
  const sets = tuples(seats).filter((people) => new Set(people).size === people.length);
  return [...new Map(sets.map((people) => [people.toSorted().join(), people])).values()];
}

function tuples<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}
