import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chain, completingStarts } from '../bundles/arranged-starts.ts';
import { questionsInTurn } from '../bundles/questions-in-turn.ts';
import { assignPanel } from './assignment.ts';
import { claimKeys } from './cells.ts';
import { oracleFor } from './free-slots.oracle.ts';
import { emptyBecause, freeStarts, seatingAt, startProblem } from './free-slots.ts';
import { type ResourceRules, type ResourceUse, seatKey, seatOf, withResources } from './resources.ts';
import type { SlotQuestion } from './slot-question.ts';

const minute = 60_000;
const day = 1440 * minute;
const midnight = Date.parse('2027-03-01T00:00Z');
const span = { from: midnight, to: midnight + day };
const weekly = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '06:00', to: '20:00' }));
const none = { beforeMinutes: 0, afterMinutes: 0 };

function question(more: Partial<SlotQuestion> = {}): SlotQuestion {
  const caps = { perDay: null, perWeek: null };
  const person = { zone: 'Asia/Kathmandu', weekly, overrides: [], busy: [], takenSeats: [], caps };
  return {
    people: ['ada', 'ben'].map((personId) => ({ personId, ...person })),
    panel: [{ anyOf: ['ada', 'ben'], count: 1 }],
    durationMinutes: 60,
    stepMinutes: 60,
    buffers: none,
    gridZone: 'UTC',
    earliestAt: midnight - day,
    latestAt: midnight + 2 * day,
    ...more,
  };
}

const room: ResourceRules = { resourceId: 'res_room', capacity: 1, uses: [] };
const use = (from: string, to: string, seat = 0): ResourceUse => ({
  seat,
  startsAt: Date.parse(`2027-03-01T${from}Z`),
  endsAt: Date.parse(`2027-03-01T${to}Z`),
  ...none,
});

function uses(seats: number): fc.Arbitrary<ResourceUse[]> {
  const one = fc
    .record({
      seat: fc.nat(seats - 1),
      at: fc.nat(130),
      length: fc.integer({ min: 1, max: 24 }),
      beforeMinutes: fc.constantFrom(0, 10),
      afterMinutes: fc.constantFrom(0, 15),
    })
    .map(({ at, length, ...rest }): ResourceUse => {
      const startsAt = midnight + at * 10 * minute;
      return { ...rest, startsAt, endsAt: startsAt + length * 10 * minute };
    });
  // What is stored has passed the exclusion index, so no two uses of a seat clash.
  const keysOf = ({ seat, ...time }: ResourceUse) => claimKeys({ personId: String(seat), ...time });
  return fc.array(one, { maxLength: 14 }).map((all) => {
    const taken = new Set<string>();
    return all.filter((each) => {
      const keys = keysOf(each);
      if (keys.some((key) => taken.has(key))) return false;
      for (const key of keys) taken.add(key);
      return true;
    });
  });
}

describe('a resource', () => {
  it('changes nothing about the starts while it is free, not even whose clock they step on', () => {
    const alone = question();
    const asked = withResources(alone, [{ anyOf: ['res_room'], count: 1 }], [room]);
    expect(freeStarts(asked, span)).toEqual(freeStarts(alone, span));
    expect(freeStarts(asked, span).every((at) => at % (60 * minute) === 15 * minute)).toBe(true);
  });

  it('keeps a start from being listed while all its seats are in use, and none once it is archived', () => {
    const demand = [{ anyOf: ['res_room'], count: 1 }];
    const asked = withResources(question(), demand, [{ ...room, uses: [use('06:15', '07:15')] }]);
    const starts = freeStarts(asked, span);
    expect(starts).not.toContain(Date.parse('2027-03-01T06:15Z'));
    expect(startProblem(asked, Date.parse('2027-03-01T06:15Z'))).toBe('taken');
    expect(starts).toContain(Date.parse('2027-03-01T07:15Z'));
    const archived = withResources(question(), demand, [{ ...room, capacity: 0 }]);
    expect(freeStarts(archived, span)).toEqual([]);
    expect(emptyBecause(archived, span)).toBe('no_hours');
  });

  it('is listed with as the oracle does, minute by minute, over demands that compete', () => {
    const rules = fc
      .integer({ min: 1, max: 3 })
      .chain((capacity) => uses(capacity + 1).map((list) => ({ capacity, uses: list })));
    const demand = fc.record({
      anyOf: fc.subarray(['res_a', 'res_b', 'res_gone'], { minLength: 1 }),
      count: fc.integer({ min: 1, max: 2 }),
    });
    const asked = fc.record({
      demands: fc.array(demand, { minLength: 1, maxLength: 2 }),
      a: rules,
      b: rules,
      durationMinutes: fc.constantFrom(30, 60, 95),
      buffers: fc.constantFrom(none, { beforeMinutes: 10, afterMinutes: 20 }),
      panel: fc.constantFrom([{ anyOf: ['ada', 'ben'], count: 1 }], [{ anyOf: ['ada', 'ben'], count: 2 }]),
    });
    fc.assert(
      fc.property(asked, ({ demands, a, b, ...rest }) => {
        const resources = [
          { resourceId: 'res_a', ...a },
          { resourceId: 'res_b', ...b },
        ];
        const q = withResources(question(rest), demands, resources);
        expect(freeStarts(q, span)).toEqual(oracleFor(q, span).starts());
      }),
      { numRuns: 40 },
    );
  });

  it('is never used more often at once than its capacity, also after the capacity was lowered', () => {
    const settings = fc.record({
      capacity: fc.integer({ min: 1, max: 3 }),
      former: fc.integer({ min: 1, max: 5 }),
      durationMinutes: fc.constantFrom(30, 60, 180),
    });
    const scenario = settings.chain((one) =>
      uses(Math.max(one.capacity, one.former)).map((list) => ({ ...one, list })),
    );
    fc.assert(
      fc.property(scenario, ({ capacity, durationMinutes, list }) => {
        const asked = question({ durationMinutes, stepMinutes: 30 });
        const q = withResources(
          asked,
          [{ anyOf: ['res_x'], count: 1 }],
          [{ resourceId: 'res_x', capacity, uses: list }],
        );
        for (const start of freeStarts(q, span)) {
          for (let at = start; at < start + durationMinutes * minute; at += 10 * minute) {
            const others = list.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
            expect(others.length).toBeLessThan(capacity);
          }
          const [, [seat = ''] = []] = seatingAt(q, start) ?? [];
          expect(seatOf(seat).seat).toBeLessThan(capacity);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses as many seats as are used beyond a lowered capacity, and no more', () => {
    const licence = { resourceId: 'res_l', capacity: 3, uses: [use('08:00', '20:00', 7)] };
    const seatsAt = (count: number) =>
      startProblem(
        withResources(question(), [{ anyOf: ['res_l'], count }], [licence]),
        Date.parse('2027-03-01T09:15Z'),
      );
    expect([seatsAt(2), seatsAt(3)]).toEqual([null, 'taken']);
  });
});

describe('the choice of seats', () => {
  const start = Date.parse('2027-03-01T09:15Z');
  const licence = { resourceId: 'res_l', capacity: 10, uses: [use('09:00', '10:00', 0)] };
  const asked = withResources(question(), [{ anyOf: ['res_l'], count: 2 }], [licence]);
  const facts = { past: new Map(), seed: 'int_1' };

  it('takes the lowest that are free, and names no seat among the people nor in what is told of their choice', () => {
    const { people, resources, decision } = assignPanel(asked, start, facts) ?? { people: [], resources: [] };
    expect(resources).toEqual(['res_l#1', 'res_l#2']);
    expect(people).toHaveLength(1);
    expect(JSON.stringify([people, decision])).not.toContain('res_l');
  });

  it('keeps the seats of a meeting that moves, and spreads rivals when the lowest are in dispute', () => {
    expect(assignPanel(asked, start, { ...facts, keep: ['res_l#7', 'res_l#4'] })?.resources).toEqual([
      'res_l#4',
      'res_l#7',
    ]);
    const spread = Array.from({ length: 40 }, (_, n) =>
      assignPanel(asked, start, { past: new Map(), seed: `int_${n}`, spreadsResources: true })?.resources.join(),
    );
    expect(new Set(spread).size).toBeGreaterThan(10);
  });

  it('is written under a name that can be read back', () => {
    expect(seatOf(seatKey({ id: 'res_x', seat: 12 }))).toEqual({ id: 'res_x', seat: 12 });
  });
});

describe('parts of one invitation', () => {
  const arrangement = { gapMinutes: { min: 0, max: 0 }, withinDays: 1, zone: 'UTC' };
  const rooms = ['res_a', 'res_b'].map((resourceId): ResourceRules => ({ resourceId, capacity: 1, uses: [] }));
  const buffers = { beforeMinutes: 0, afterMinutes: 15 };
  const partsIn = (count: number): Chain => ({
    arrangement,
    parts: ['ada', 'ben'].map((personId, index) => {
      const asked = question({ panel: [{ anyOf: [personId], count: 1 }], buffers });
      const usable = rooms.slice(0, count);
      const demand = { anyOf: usable.map(({ resourceId }) => resourceId), count: 1 };
      const startsAt = Date.parse('2027-03-01T09:15Z') + index * 60 * minute;
      return { index, durationMinutes: 60, asked: withResources(asked, [demand], usable), startsAt };
    }),
  });

  it('take another room where the one of the part before is not free again yet, and are no choice without one', () => {
    const facts = { past: new Map(), seed: 'int_1' };
    const chain = partsIn(2);
    const questions = questionsInTurn(chain, () => facts) ?? [];
    const seats = questions.flatMap((asked, n) =>
      asked === null ? [] : (assignPanel(asked, chain.parts[n]?.startsAt ?? 0, facts)?.resources ?? []),
    );
    expect(seats).toEqual(['res_a#0', 'res_b#0']);
    expect(completingStarts(chain, span).every((starts) => starts.length > 0)).toBe(true);

    expect(questionsInTurn(partsIn(1), () => facts)).toBeNull();
    expect(completingStarts(partsIn(1), span)).toEqual([[], []]);
  });
});
