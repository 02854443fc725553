import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withResources } from '../slots/resources.ts';
import type { PanelGroup, PersonRules, SlotQuestion } from '../slots/slot-question.ts';
import { choicesOf } from './arranged-starts.oracle.ts';
import { type Chain, completingInSteps, completingStarts, peopleForAll } from './arranged-starts.ts';

const minute = 60_000;
const hour = 60 * minute;
const monday = Date.parse('2027-03-01T00:00Z');
const day = { from: monday, to: monday + 24 * hour };
const nine = monday + 9 * hour;
const weekly = [{ weekday: 1 as const, from: '09:00', to: '11:00' }];
// Not from ten on: the buffer after a first part reaches beyond it.
const busyAtTen = { startsAt: nine + 1.5 * hour, endsAt: nine + 2 * hour, beforeMinutes: 0, afterMinutes: 0 };

function person(personId: string, isFreeAtTen = true): PersonRules {
  const caps = { perDay: null, perWeek: null };
  const busy = isFreeAtTen ? [] : [busyAtTen];
  return { personId, zone: 'UTC', weekly, overrides: [], busy, takenSeats: [], caps };
}

/** Two parts with one panel, at nine and at ten; whoever comes to the first one cannot come to the second. */
function twice(people: readonly PersonRules[], panel: readonly PanelGroup[], seats = 0): Chain {
  const demand = seats > 10 ? 2 : 1;
  const bare: SlotQuestion = {
    people: [...people],
    panel: [...panel],
    durationMinutes: 60,
    stepMinutes: 60,
    buffers: { beforeMinutes: 0, afterMinutes: 15 },
    gridZone: 'UTC',
    earliestAt: day.from,
    latestAt: day.to,
  };
  const licence = { resourceId: 'licence', capacity: seats, uses: [] };
  const asked = seats === 0 ? bare : withResources(bare, [{ anyOf: ['licence'], count: demand }], [licence]);
  return {
    arrangement: { gapMinutes: { min: 0, max: 0 }, withinDays: 1, zone: 'UTC' },
    parts: [0, 1].map((index) => ({ index, durationMinutes: 60, asked, startsAt: null })),
  };
}

/** In the last group nobody but the first one can come at ten, so that whoever is seated first must give way. */
function crowded(groups: number, size: number, seats = 0): Chain {
  const pools = Array.from({ length: groups }, (_, g) =>
    Array.from({ length: size }, (_, n) => person(`g${g}p${n}`, g < groups - 1 || n === 0)),
  );
  const panel = pools.map((pool) => ({ anyOf: pool.map(({ personId }) => personId), count: 1 }));
  return twice(pools.flat(), panel, seats);
}

/** How long it worked, in milliseconds of this process alone: what else the machine does says nothing about the search. */
function workOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

it.each([
  { groups: 6, size: 10, seats: 0 },
  { groups: 8, size: 6, seats: 0 },
  { groups: 2, size: 10, seats: 100 },
])('finds who has to give way among $groups groups of $size and $seats seats within a moment', (drawn) => {
  const chain = crowded(drawn.groups, drawn.size, drawn.seats);
  // What is compiled at the first call is no work of the second.
  completingStarts(crowded(2, 2, drawn.seats), day);
  expect(workOf(() => expect(completingStarts(chain, day)).toEqual([[nine], [nine + hour]]))).toBeLessThan(500);
});

it('gives up within a moment where nobody can come to the second part beside the first', () => {
  const { parts, ...chain } = crowded(6, 10);
  const [first, second] = parts;
  const panel = first?.asked?.panel.with(5, { anyOf: ['g5p0'], count: 1 }) ?? [];
  const only = [first, second].flatMap((part) => (part?.asked ? [{ ...part, asked: { ...part.asked, panel } }] : []));
  const work = workOf(() => expect(completingStarts({ ...chain, parts: only }, day).flat()).toEqual([]));
  expect(work).toBeLessThan(1_000);
});

it('finds people for two crowded parts exactly when one of all ways to seat them does', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const group = fc.record({ anyOf: fc.subarray(ids, { minLength: 4 }), count: fc.constant(1) });
  const drawn = fc.record({
    freeAtTen: fc.array(fc.boolean(), { minLength: ids.length, maxLength: ids.length }),
    panels: fc.array(fc.array(group, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 2 }),
    seats: fc.constantFrom(0, 0, 1, 2, 3),
  });
  const found = { possible: 0, impossible: 0 };
  fc.assert(
    fc.property(drawn, ({ freeAtTen, panels, seats }) => {
      const people = ids.map((id, n) => person(id, freeAtTen[n]));
      const chain = twice(people, [], seats);
      const parts = chain.parts.map((part, n) => {
        const { asked } = twice(people, panels[n] ?? [], seats).parts[n] ?? part;
        return { ...part, asked, startsAt: nine + n * hour };
      });
      const isPossible = choicesOf({ ...chain, parts }, day).length > 0;
      found[isPossible ? 'possible' : 'impossible'] += 1;
      expect(peopleForAll({ ...chain, parts }) !== null).toBe(isPossible);
    }),
    { numRuns: 150, interruptAfterTimeLimit: 20_000 },
  );
  expect(Math.min(found.possible, found.impossible)).toBeGreaterThan(10);
});

/** Six parts within one day, from five people who have one interview a day each, and a sixth who is there once a month. */
function shorthanded(): Chain {
  const daily = [1, 2, 3, 4, 5].map((weekday) => ({ weekday: weekday as 1, from: '09:00', to: '17:00' }));
  const ranges = [{ from: '09:00', to: '17:00' }];
  const people = ['a', 'b', 'c', 'd', 'e', 'f'].map((id): PersonRules => {
    const isRare = id === 'f';
    const hours = { weekly: isRare ? [] : daily, overrides: isRare ? [{ date: '2027-03-31', ranges }] : [] };
    return { ...person(id), ...hours, caps: { perDay: 1, perWeek: null } };
  });
  const { arrangement, parts } = twice(people, [{ anyOf: people.map(({ personId }) => personId), count: 1 }]);
  const [asked] = parts.flatMap((part) => part.asked ?? []);
  return {
    arrangement: { ...arrangement, gapMinutes: { min: 0, max: null } },
    parts: Array.from({ length: 6 }, (_, index) => ({
      index,
      durationMinutes: 60,
      asked: asked === undefined ? null : { ...asked, latestAt: monday + 40 * 24 * hour },
      startsAt: null,
    })),
  };
}

it('lists the one day on which all goes together after a month of days on which nothing does', () => {
  const [first] = completingStarts(shorthanded(), { from: monday, to: monday + 31 * 24 * hour });
  expect(first?.map((at) => new Date(at).toISOString())).toEqual([
    '2027-03-31T09:00:00.000Z',
    '2027-03-31T10:00:00.000Z',
    '2027-03-31T11:00:00.000Z',
  ]);
});

it('pauses often on the way through such a month', () => {
  const work = completingInSteps(shorthanded(), { from: monday, to: monday + 31 * 24 * hour });
  const spent: number[] = [];
  for (let isDone = false; !isDone; ) {
    spent.push(
      workOf(() => {
        isDone = work.next().done === true;
      }),
    );
  }
  expect(spent.length).toBeGreaterThan(20);
  expect(Math.max(...spent)).toBeLessThan(600);
});
