import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AssignmentFacts,
  assignPanel,
  type Considered,
  leavesChoice,
  optionalPeople,
  type PersonPast,
} from './assignment.ts';
import { daySeat, weekSeat } from './cells.ts';
import { panelAt } from './free-slots.ts';
import type { PanelGroup, SlotQuestion } from './slot-question.ts';
import { monday, person, question } from './test-questions.ts';

const hour = 3_600_000;
const busy = [{ startsAt: monday - hour, endsAt: monday + hour, beforeMinutes: 0, afterMinutes: 0 }];

function facts(past: Record<string, Partial<PersonPast>> = {}, more: Partial<AssignmentFacts> = {}): AssignmentFacts {
  const known = Object.entries(past).map(([id, one]) => [id, { interviews: 0, lastEndsAt: null, ...one }] as const);
  return { past: new Map(known), seed: 'int_1', ...more };
}

const anyOne = (...anyOf: string[]): PanelGroup[] => [{ anyOf, count: 1 }];
/** Outcome and reason of everybody in one group, by person. */
function outcomes(q: SlotQuestion, given: AssignmentFacts, group = 0) {
  const pool = assignPanel(q, monday, given)?.decision.groups[group]?.pool ?? [];
  return Object.fromEntries(
    pool.map((one) => [one.personId, 'by' in one ? one.by : 'because' in one ? one.because : one.outcome]),
  );
}

describe('who is chosen', () => {
  const q = question([person('ada'), person('ben'), person('cleo')], anyOne('ada', 'ben', 'cleo'));

  it('has the fewest interviews in the window', () => {
    const given = facts({ ada: { interviews: 2 }, ben: { interviews: 1 }, cleo: { interviews: 2 } });
    expect(outcomes(q, given)).toEqual({ ben: 'fewest', ada: 'not_needed', cleo: 'not_needed' });
  });

  it('has waited longest since the last one when counts are equal, and never is longest', () => {
    const last = (lastEndsAt: number | null) => ({ interviews: 1, lastEndsAt });
    const given = facts({ ada: last(monday - hour), ben: last(monday - 2 * hour), cleo: last(monday - hour) });
    expect(outcomes(q, given)).toMatchObject({ ben: 'longest_since' });
    expect(outcomes(q, facts({ ada: last(1), ben: last(null), cleo: last(2) }))).toMatchObject({
      ben: 'longest_since',
    });
  });

  it('is drawn by the interview when nothing tells them apart: the same each time, another from one to the next', () => {
    const drawn = (seed: string) => assignPanel(q, monday, facts({}, { seed }))?.people[0];
    const seeds = Array.from({ length: 60 }, (_, n) => `int_${n}`);
    expect(seeds.map(drawn)).toEqual(seeds.map(drawn));
    expect(new Set(seeds.map(drawn))).toEqual(new Set(['ada', 'ben', 'cleo']));
    expect(Object.values(outcomes(q, facts()))).toContain('seeded');
  });

  it('stays on a move, however many interviews they have, unless they cannot', () => {
    const given = facts({ ada: { interviews: 9 } }, { keep: ['ada'] });
    expect(outcomes(q, given)).toMatchObject({ ada: 'kept' });
    const away = question([person('ada', { busy }), person('ben')], anyOne('ada', 'ben'));
    expect(outcomes(away, given)).toEqual({ ben: 'only_one', ada: 'busy' });
  });

  it('comes as an optional one where free, and without when optional people are in dispute', () => {
    const panel: PanelGroup[] = [...anyOne('ada'), { anyOf: ['ben', 'cleo'], count: 2, optional: true }];
    const two = question([person('ada'), person('ben'), person('cleo', { busy })], panel);
    const found = assignPanel(two, monday, facts());
    expect(found?.people).toEqual(['ada', 'ben']);
    expect(optionalPeople(found?.decision)).toEqual(['ben']);
    expect(outcomes(two, facts(), 1)).toEqual({ ben: 'only_one', cleo: 'busy' });
    const alone = assignPanel(two, monday, facts({}, { withoutOptional: true }));
    expect(alone?.people).toEqual(['ada']);
    expect(outcomes(two, facts({}, { withoutOptional: true }), 1)).toEqual({ ben: 'contended', cleo: 'busy' });
  });
});

describe('a panel that leaves no choice', () => {
  it('needs no counts, and says that nobody counted', () => {
    const panel: PanelGroup[] = [...anyOne('ada'), { anyOf: ['ben', 'cleo', 'ben'], count: 2 }];
    expect([leavesChoice(panel), leavesChoice(anyOne('ada', 'ben'))]).toEqual([false, true]);
    const all = question([person('ada'), person('ben'), person('cleo')], panel);
    const found = assignPanel(all, monday, { past: new Map(), seed: 's' });
    expect(found?.decision.groups[0]?.pool).toEqual([
      { personId: 'ada', outcome: 'chosen', by: 'only_one', interviews: null, lastEndsAt: null },
    ]);
  });
});

describe('who is not chosen', () => {
  it('is told the first reason that applies', () => {
    const dayFull = [daySeat('day', 'UTC', monday, 0)];
    const weekFull = [weekSeat('week', 'UTC', monday, 0)];
    const people = [
      person('ok', { skills: ['sql'] }),
      person('plain'),
      person('asleep', { skills: ['sql'], weekly: [] }),
      person('busy', { skills: ['sql'], busy }),
      person('day', { skills: ['sql'], takenSeats: dayFull, caps: { perDay: 1, perWeek: 1 } }),
      person('week', { skills: ['sql'], takenSeats: weekFull, caps: { perDay: 2, perWeek: 1 } }),
      person('offset', {
        skills: ['sql'],
        zone: 'Asia/Kathmandu',
        weekly: person('x').weekly.map((range) => ({ ...range, to: '24:00' })),
      }),
    ];
    const anyOf = [...people.map(({ personId }) => personId), 'gone'];
    expect(outcomes(question(people, [{ anyOf, count: 1, skills: ['sql'] }]), facts())).toEqual({
      ok: 'only_one',
      plain: 'skill',
      asleep: 'hours',
      busy: 'busy',
      day: 'day_cap',
      week: 'week_cap',
      offset: 'step',
      gone: 'inactive',
    });
  });

  it('is left out of what is stored when the pool is very large, never the chosen', () => {
    const ids = Array.from({ length: 50 }, (_, n) => `person_${String(n).padStart(26, '0')}`);
    const panel = Array.from({ length: 10 }, () => ({ anyOf: ids, count: 5 }));
    const found = assignPanel(
      question(
        ids.map((id) => person(id)),
        panel,
      ),
      monday,
      facts(),
    );
    const pools = found?.decision.groups ?? [];
    expect(pools.flatMap(({ pool }) => pool.filter(({ outcome }) => outcome === 'chosen'))).toHaveLength(50);
    expect(pools.every(({ pool, omitted }) => pool.length === 20 && omitted === 30)).toBe(true);
    expect(JSON.stringify(found?.decision).length).toBeLessThan(32_000);
  });
});

describe('assignment and listing', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const skills = fc.subarray(['sql', 'ux']);
  const group = fc.record({
    anyOf: fc.subarray([...ids, 'gone'], { minLength: 1 }),
    count: fc.integer({ min: 1, max: 2 }),
    optional: fc.constantFrom(undefined, undefined, true as const),
    skills: fc.oneof(fc.constant(undefined), skills),
  });
  const rules = (personId: string) =>
    fc
      .record({
        skills,
        busy: fc.constantFrom([], [], busy),
        zone: fc.constantFrom('UTC', 'UTC', 'Asia/Kathmandu'),
        caps: fc.constantFrom(
          { perDay: null, perWeek: null },
          { perDay: 1, perWeek: null },
          { perDay: null, perWeek: 1 },
        ),
        isFull: fc.boolean(),
      })
      .map(({ isFull, ...more }) => {
        const seats = [daySeat(personId, more.zone, monday, 0), weekSeat(personId, more.zone, monday, 0)];
        return person(personId, { ...more, takenSeats: isFull ? seats : [] });
      });
  const past = fc.record({ interviews: fc.nat(3), lastEndsAt: fc.constantFrom(null, 1, 2) });

  it('agree on every start, and say of each person the one thing that is true', () => {
    const everything = fc.record({
      people: fc.tuple(...ids.map(rules)),
      panel: fc.array(group, { minLength: 1, maxLength: 3 }),
      past: fc.tuple(...ids.map(() => past)),
      keep: fc.subarray(ids),
    });
    fc.assert(
      fc.property(everything, ({ people, panel, past: pasts, keep }) => {
        const q = question([...people], panel);
        const given = {
          past: new Map(ids.map((id, n) => [id, pasts[n] ?? { interviews: 0, lastEndsAt: null }])),
          seed: 's',
          keep,
        };
        const found = assignPanel(q, monday, given);
        expect(found === null).toBe(panelAt(q, monday) === null);
        if (found === null) return;
        for (const [n, group] of panel.entries()) expectTruth(q, group, found.decision.groups[n]?.pool ?? []);
        const seated = found.decision.groups.flatMap(({ pool }) => pool.filter(({ outcome }) => outcome === 'chosen'));
        expect(seated.map(({ personId }) => personId).toSorted()).toEqual(found.people.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  /** Everybody of the pool is there, a required group is full, and whoever is excluded could not sit there alone. */
  function expectTruth(q: SlotQuestion, group: PanelGroup, pool: readonly Considered[]): void {
    expect(pool.map(({ personId }) => personId).toSorted()).toEqual([...group.anyOf].toSorted());
    const chosen = pool.filter(({ outcome }) => outcome === 'chosen');
    if (!group.optional) expect(chosen).toHaveLength(group.count);
    for (const { personId, outcome } of pool) expect(outcome !== 'excluded').toBe(couldSit(q, group, personId));
  }

  function couldSit(q: SlotQuestion, group: PanelGroup, personId: string): boolean {
    const required = q.panel.filter(({ optional }) => !optional);
    const alone = [{ anyOf: [personId], count: 1, skills: group.skills }];
    // A second seat makes the steps follow the question's zone; steps of five minutes bind nobody.
    const isOwnClock = required.length === 1 && required[0]?.count === 1;
    const panel = isOwnClock ? alone : [...alone, { anyOf: ['filler'], count: 1 }];
    const people = [...q.people, person('filler')];
    return panelAt({ ...q, people, panel, stepMinutes: group.optional ? 5 : q.stepMinutes }, monday) !== null;
  }
});
