import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignPanel } from '../slots/assignment.ts';
import { daySeat } from '../slots/cells.ts';
import { withResources } from '../slots/resources.ts';
import type { PersonRules, SlotQuestion } from '../slots/slot-question.ts';
import { areApart, choicesOf } from './arranged-starts.oracle.ts';
import { type Chain, completingStarts, peopleForAll } from './arranged-starts.ts';
import { fitsDays, isArranged, startsBeside } from './arrangement.ts';
import { questionsInTurn } from './questions-in-turn.ts';

const minute = 60_000;
const hour = 60 * minute;
const monday = Date.parse('2027-03-01T00:00Z');
const span = { from: monday, to: monday + 48 * hour };
const iso = (at: number) => new Date(at).toISOString().slice(5, 16);
const ids = ['a', 'b', 'c'];
const caps = fc.record({ perDay: fc.constantFrom(null, 1, 2), perWeek: fc.constantFrom(null, null, 2, 3) });
const buffer = fc.constantFrom(0, 15, 30);
const buffers = fc.record({ beforeMinutes: buffer, afterMinutes: buffer });

function personOf(personId: string) {
  const hours = fc.record({ first: fc.integer({ min: 8, max: 10 }), hours: fc.integer({ min: 2, max: 4 }) });
  const clock = (at: number) => `${String(at).padStart(2, '0')}:00`;
  return fc
    .record({
      caps,
      buffers: fc.constantFrom(undefined, { beforeMinutes: 15, afterMinutes: 0 }),
      day: hours,
      busyAt: fc.option(fc.integer({ min: 0, max: 6 })),
      seats: fc.integer({ min: 0, max: 1 }),
    })
    .map((drawn): PersonRules => {
      const busyAt = monday + 8 * hour + (drawn.busyAt ?? 0) * 30 * minute;
      return {
        personId,
        zone: 'UTC',
        weekly: [1, 2].map((weekday) => ({
          weekday: weekday as 1,
          from: clock(drawn.day.first),
          to: clock(drawn.day.first + drawn.day.hours),
        })),
        overrides: [],
        busy:
          drawn.busyAt === null
            ? []
            : [{ startsAt: busyAt, endsAt: busyAt + 30 * minute, beforeMinutes: 0, afterMinutes: 15 }],
        takenSeats: Array.from({ length: drawn.seats }, (_, n) => daySeat(personId, 'UTC', monday, n)),
        caps: drawn.caps,
        buffers: drawn.buffers,
      };
    });
}

// A room is in use whenever nobody is at work: a part that needs nothing else would else have so many starts that the
// oracle, which tries all of all parts together, takes minutes for one choice.
const nights = [
  { startsAt: monday, endsAt: monday + 8 * hour, beforeMinutes: 0, afterMinutes: 0 },
  { startsAt: monday + 14 * hour, endsAt: monday + 32 * hour, beforeMinutes: 0, afterMinutes: 0 },
  { startsAt: monday + 38 * hour, endsAt: monday + 49 * hour, beforeMinutes: 0, afterMinutes: 0 },
];

function questionOf(people: readonly PersonRules[]) {
  const group = fc.record({
    anyOf: fc.subarray(ids, { minLength: 1 }),
    count: fc.constantFrom(1, 1, 1, 2),
    optional: fc.constantFrom(undefined, undefined, undefined, true as const),
  });
  return fc
    .record({
      panel: fc.array(group, { minLength: 1, maxLength: 2 }),
      durationMinutes: fc.constantFrom(30, 45, 60),
      stepMinutes: fc.constantFrom(30, 60),
      buffers,
    })
    .chain((drawn) =>
      fc
        .record({ demand: fc.constantFrom(0, 0, 1), capacity: fc.constantFrom(1, 1, 2) })
        .map(({ demand, capacity }) => {
          const q: SlotQuestion = {
            people,
            gridZone: 'UTC',
            earliestAt: monday,
            latestAt: monday + 47 * hour,
            ...drawn,
          };
          // A room or licence that other parts may need too, with as many seats for all of them.
          const uses = Array.from({ length: capacity }, (_, seat) =>
            nights.map((night) => ({ ...night, seat })),
          ).flat();
          const seats = [{ resourceId: `res${capacity}`, capacity, uses }];
          return demand === 0 ? q : withResources(q, [{ anyOf: [`res${capacity}`], count: demand }], seats);
        }),
    );
}

const arrangements = fc.record({
  gapMinutes: fc.record({ min: fc.constantFrom(0, 0, 15, 60), max: fc.constantFrom(null, null, 60, 120) }),
  withinDays: fc.constantFrom(1, 1, 2),
  zone: fc.constantFrom('UTC', 'America/Los_Angeles'),
});

/** Two or three parts with people who are wanted in all of them; one may be chosen, and one booked. */
const chains = fc.tuple(...ids.map(personOf)).chain((people) =>
  fc
    .record({
      arrangement: arrangements,
      questions: fc.array(questionOf(people), { minLength: 2, maxLength: 3 }),
      fixed: fc.option(fc.record({ part: fc.nat(2), half: fc.integer({ min: 16, max: 22 }), isBooked: fc.boolean() })),
      gone: fc.constantFrom(0, 0, 0, 1),
    })
    .map(
      ({ arrangement, questions, fixed, gone }): Chain => ({
        arrangement,
        parts: questions.map((asked, n) => {
          const startsAt = fixed?.part === n ? monday + fixed.half * 30 * minute : null;
          const isBooked = startsAt !== null && fixed?.isBooked === true;
          return {
            index: n === 0 ? 0 : n + gone,
            durationMinutes: asked.durationMinutes,
            asked: isBooked ? null : asked,
            startsAt,
          };
        }),
      }),
    ),
);

const facts = { past: new Map(), seed: 'seed' };
/** Whom and what a claim takes for a question at a start. */
const comingTo = (asked: SlotQuestion, startsAt: number) => {
  const found = assignPanel(asked, startsAt, facts);
  return [...(found?.people ?? []), ...(found?.resources ?? [])];
};
const listOf = (chain: Chain) => completingStarts(chain, span);

describe('the starts of a choice of parts', () => {
  it('are exactly those of all complete choices, beside an oracle that tries each', () => {
    let found = 0;
    fc.assert(
      fc.property(chains, (chain) => {
        const listed = listOf(chain);
        for (const [n, part] of chain.parts.entries()) {
          if (part.asked === null) continue;
          // Whoever looks at one part may give up what they wanted there, not elsewhere.
          const open = { ...chain, parts: chain.parts.map((one, k) => (k === n ? { ...one, startsAt: null } : one)) };
          const expected = [...new Set(choicesOf(open, span).map(({ starts }) => starts[n] ?? 0))].sort(
            (a, b) => a - b,
          );
          expect(listed[n]?.map(iso)).toEqual(expected.map(iso));
          found += expected.length;
        }
      }),
      { numRuns: 1_500, interruptAfterTimeLimit: 25_000 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('have people for all parts together exactly when one of all ways to seat them does, chosen as they are claimed', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.boolean(), (chain, pick, isAny) => {
        const lists = listOf({
          ...chain,
          parts: chain.parts.map((part) => (part.asked === null ? part : { ...part, startsAt: null })),
        });
        const wanted = {
          ...chain,
          parts: chain.parts.map((part, n) => {
            const starts = isAny ? [17, 18, 19, 20, 21].map((half) => monday + half * 30 * minute) : (lists[n] ?? []);
            return part.asked === null
              ? part
              : { ...part, startsAt: starts[(pick >> (n * 3)) % Math.max(1, starts.length)] ?? monday };
          }),
        };
        const isPossible = choicesOf(wanted, span).length > 0;
        expect(peopleForAll(wanted) !== null).toBe(isPossible);
        const times = wanted.parts.map(({ index, startsAt, durationMinutes }) => ({
          index,
          startsAt: startsAt ?? 0,
          endsAt: (startsAt ?? 0) + durationMinutes * minute,
        }));
        if (!isArranged(wanted.arrangement, times)) return;
        const questions = questionsInTurn(wanted, () => facts);
        expect(questions !== null).toBe(isPossible);
        const people = questions?.map((asked, n) => (asked === null ? [] : comingTo(asked, times[n]?.startsAt ?? 0)));
        if (people !== undefined) {
          expect(
            areApart(
              wanted.parts.map(({ asked }) => asked),
              times.map(({ startsAt }) => startsAt),
              people,
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 800, interruptAfterTimeLimit: 25_000 },
    );
  });
});

describe('an arrangement', () => {
  const parts = fc.array(
    fc.record({ half: fc.integer({ min: 0, max: 120 }), length: fc.constantFrom(30, 60), index: fc.nat(5) }),
    { minLength: 2, maxLength: 4 },
  );

  it('leaves each part of an arranged choice one stretch of time, which holds exactly where it may be', () => {
    fc.assert(
      fc.property(arrangements, parts, fc.nat(), (arrangement, drawn, pick) => {
        const byIndex = [...new Map(drawn.map((part) => [part.index, part])).values()].sort(
          (a, b) => a.index - b.index,
        );
        const times = byIndex.map(({ index, half, length }) => {
          const startsAt = monday + half * 30 * minute;
          return { index, startsAt, endsAt: startsAt + length * minute };
        });
        const part = times[pick % times.length];
        if (part === undefined) return;
        const others = times.filter(({ index }) => index !== part.index);
        if (!isArranged(arrangement, others)) return;
        const { from, to } = startsBeside(arrangement, others, {
          index: part.index,
          durationMinutes: (part.endsAt - part.startsAt) / minute,
        });
        const isWithin = part.startsAt >= from && part.startsAt <= to;
        // Taking a part out loosens what its neighbours may do, so it is judged with all of them.
        expect(isWithin).toBe(isArranged(arrangement, times));
      }),
      { numRuns: 2_000 },
    );
  });
});

it('fits its days exactly when the tightest choice from midnight on keeps it', () => {
  const gaps = fc.record({ min: fc.integer({ min: 0, max: 1440 }), max: fc.constant(null) });
  const drawn = fc.record({ gapMinutes: gaps, withinDays: fc.integer({ min: 1, max: 4 }), zone: fc.constant('UTC') });
  const durations = fc.array(fc.integer({ min: 15, max: 480 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(drawn, durations, (arrangement, lengths) => {
      let startsAt = monday;
      const tightest = lengths.map((length, index) => {
        const time = { index, startsAt, endsAt: startsAt + length * minute };
        startsAt = time.endsAt + arrangement.gapMinutes.min * minute;
        return time;
      });
      expect(fitsDays(arrangement, lengths)).toBe(isArranged(arrangement, tightest));
    }),
  );
  const day = { gapMinutes: { min: 1440 - 60, max: null }, withinDays: 1 };
  expect([fitsDays(day, [59, 60]), fitsDays(day, [60, 60])]).toEqual([true, false]);
});

describe('many parts, people and days', () => {
  const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday: weekday as 1, from: '09:00', to: '17:00' }));
  const pool = Array.from(
    { length: 8 },
    (_, n): PersonRules => ({
      personId: `p${n}`,
      zone: 'UTC',
      weekly,
      overrides: [],
      busy: [],
      takenSeats: [],
      caps: { perDay: 3, perWeek: 10 },
    }),
  );
  const chainOf = (people: PersonRules[], withinDays: number): Chain => ({
    arrangement: { gapMinutes: { min: 0, max: null }, withinDays, zone: 'UTC' },
    parts: Array.from({ length: 6 }, (_, index) => ({
      index,
      durationMinutes: 60,
      startsAt: null,
      asked: {
        people,
        panel: [{ anyOf: people.map(({ personId }) => personId), count: 1 }],
        durationMinutes: 60,
        stepMinutes: 30,
        buffers: { beforeMinutes: 0, afterMinutes: 15 },
        gridZone: 'UTC',
        earliestAt: monday,
        latestAt: monday + 30 * 24 * hour,
      },
    })),
  });
  const month = { from: monday, to: monday + 31 * 24 * hour };

  it('are listed within a moment, also where one person could take no more than three of six', () => {
    const begun = performance.now();
    expect(completingStarts(chainOf(pool, 1), month)[0]?.length).toBeGreaterThan(100);
    expect(completingStarts(chainOf(pool, 5), month)[5]?.length).toBeGreaterThan(200);
    expect(completingStarts(chainOf(pool.slice(0, 1), 1), month).flat()).toEqual([]);
    const week = { from: monday, to: monday + 7 * 24 * hour };
    expect(completingStarts(chainOf(pool.slice(0, 1), 2), week).flat().length).toBeGreaterThan(100);
    const spent = performance.now() - begun;
    expect(spent).toBeLessThan(15_000);
  });
});
