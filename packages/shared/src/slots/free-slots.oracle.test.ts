import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../test/test-scenarios.ts';
import { canSeat, mostSeatsBeside, oracleFor, skilledPools } from './free-slots.oracle.ts';
import { emptyBecause, freeStarts, panelAt, seatingAt, startProblem } from './free-slots.ts';
import type { PanelGroup, SlotQuestion } from './slot-question.ts';

const MINUTE_MS = 60_000;
const at = (text: string) => Date.parse(text);
const iso = (atMs: number) => new Date(atMs).toISOString();

describe('beside an oracle that asks minute by minute', () => {
  const settings = { numRuns: 250, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false };

  it('lists the same starts, each with a panel, and gives the same reason for every other and for none at all', () => {
    fc.assert(
      fc.property(scenarios(), fc.array(fc.nat(3 * 1440), { maxLength: 20 }), ({ q, span }, minutes) => {
        const oracle = oracleFor(q, span);
        const starts = freeStarts(q, span);
        expect(starts.map(iso)).toEqual(oracle.starts().map(iso));
        for (const start of starts) expectSeated(q, start, oracle.optionalSeats(start));
        expect(emptyBecause(q, span)).toBe(starts.length > 0 ? null : oracle.emptyBecause());
        for (const minute of minutes.filter((each) => span.from + each * MINUTE_MS < span.to)) {
          const start = span.from + minute * MINUTE_MS;
          // Between two cells no start is allowed; which of two reasons is given there is left open.
          if (start % (5 * MINUTE_MS) === 0) expect(startProblem(q, start)).toBe(oracle.problem(start));
          expect(starts.includes(start)).toBe(startProblem(q, start) === null);
        }
      }),
      settings,
    );
  });

  it('fills a panel exactly when one of all ways to seat the people does, and then as many optional seats as any way', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const skills = fc.subarray(['sql', 'ux']);
    const group = fc.record({
      anyOf: fc.subarray(ids),
      count: fc.integer({ min: 0, max: 2 }),
      optional: fc.constantFrom(undefined, undefined, true as const),
      skills: fc.oneof(fc.constant(undefined), skills),
    });
    const people = fc
      .shuffledSubarray(ids)
      .chain((free) => fc.tuple(...free.map((id) => fc.tuple(fc.constant(id), skills))));
    fc.assert(
      fc.property(fc.array(group, { maxLength: 4 }), people, (panel, free) => {
        const q = alwaysFree(
          free.map(([id]) => id),
          panel,
        );
        const rules = q.people.map((person, n) => ({ ...person, skills: free[n]?.[1] ?? [] }));
        const seating = seatingAt({ ...q, people: rules }, at('2027-03-01T10:00Z'));
        const { required, optional } = skilledPools(panel, rules);
        expect(seating !== null).toBe(canSeat(required));
        if (seating === null) return;
        const size = (of: 'required' | 'optional') =>
          seating.filter((_, n) => (panel[n]?.optional ? 'optional' : 'required') === of).flat().length;
        expect(new Set(seating.flat()).size).toBe(seating.flat().length);
        expect(size('required')).toBe(required.length);
        expect(size('optional')).toBe(mostSeatsBeside(required, optional));
      }),
      { numRuns: 1_000 },
    );
  });

  it('prefers people in the order given as far as a full panel allows', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const group = fc.record({ anyOf: fc.subarray(ids), count: fc.integer({ min: 1, max: 2 }) });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 3 }), fc.shuffledSubarray(ids), (panel, prefer) => {
        const chosen = new Set(panelAt(alwaysFree(ids, panel), at('2027-03-01T10:00Z'), prefer));
        // Of all full panels, the one that has the first preferred person, of those the one that has the second, …
        const pools = skilledPools(
          panel,
          ids.map((personId) => ({ personId })),
        ).required;
        const kept: string[] = [];
        for (const id of chosen.size > 0 ? prefer : []) {
          const isPossible = subsetsSeated(pools).some((set) => [...kept, id].every((each) => set.has(each)));
          expect(chosen.has(id)).toBe(isPossible);
          if (isPossible) kept.push(id);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Every set of people that fills the seats. */
function subsetsSeated(seats: readonly (readonly string[])[], taken: readonly string[] = []): Set<string>[] {
  const [pool, ...others] = seats;
  if (pool === undefined) return [new Set(taken)];
  return pool.filter((one) => !taken.includes(one)).flatMap((one) => subsetsSeated(others, [...taken, one]));
}

/** A question about people who work around the clock. */
function alwaysFree(ids: readonly string[], panel: PanelGroup[]): SlotQuestion {
  const weekly = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  const caps = { perDay: null, perWeek: null };
  return {
    people: ids.map((personId) => ({ personId, zone: 'UTC', weekly, overrides: [], busy: [], takenSeats: [], caps })),
    panel,
    durationMinutes: 30,
    stepMinutes: 30,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    gridZone: 'UTC',
    earliestAt: at('2027-01-01T00:00Z'),
    latestAt: at('2028-01-01T00:00Z'),
  };
}

/** The panel found for a start is distinct, out of each group's own skilled people, complete, and brings whom it can. */
function expectSeated(q: SlotQuestion, start: number, optionalSeats: number | null): void {
  const seating = seatingAt(q, start) ?? [];
  const people = new Map(q.people.map((person) => [person.personId, person]));
  expect(new Set(seating.flat()).size).toBe(seating.flat().length);
  let beside = 0;
  for (const [n, { anyOf, count, optional, skills = [] }] of q.panel.entries()) {
    const seated = seating[n] ?? [];
    for (const id of seated) {
      expect(anyOf).toContain(id);
      expect(people.get(id)?.skills ?? []).toEqual(expect.arrayContaining([...skills]));
    }
    if (optional) beside += seated.length;
    else expect(seated).toHaveLength(count);
  }
  expect(beside).toBe(optionalSeats);
}
