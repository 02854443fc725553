import type { SendOutcome } from '@interlude/shared/contracts/activities';
import type { Plan, PlanItem, TransitionItem } from '@interlude/shared/contracts/lifecycle';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObligations, type Obligations } from './obligations.ts';
import { command, message, planOf } from './test-portal.ts';

const minute = 60_000;
const hour = 60 * minute;

function planWith(items: Plan['items'], given: Partial<Plan> = {}): Plan {
  return {
    status: 'scheduled',
    version: 1,
    rev: 1,
    scheduleRev: 0,
    over: false,
    attention: null,
    attributes: null,
    items,
    ...given,
  };
}

describe('what comes next', () => {
  it('is a read at first, and nothing while nothing is known', () => {
    const todo = createObligations();

    expect(todo.isStale()).toBe(true);
    expect(todo.next()).toBeNull();
  });

  it('is the first item that is not under way', () => {
    const todo = createObligations();
    const [one, other] = [message('a@0', 5), message('b@0', 6)];
    todo.read(planWith([one, other]), 0);

    todo.begin(one);

    expect(todo.next()).toEqual({ at: 6, item: other });
    expect(todo.isSettled()).toBe(false);
  });

  it('is a last read when everything planned has landed, later if booking does not know of it yet', () => {
    const todo = createObligations();
    const only = message('a@0', 5);
    todo.read(planWith([only]), 10);
    todo.begin(only);
    todo.land(only, 'sent');
    expect(todo.next()).toEqual({ at: 10, item: null });

    todo.read(planWith([only]), 20);
    expect(todo.next()).toEqual({ at: 20 + minute, item: null });
    todo.read(planWith([only]), 30);
    expect(todo.next()).toEqual({ at: 30 + 2 * minute, item: null });

    todo.read(planWith([], { over: true }), 40);
    expect(todo.next()).toBeNull();
  });

  it('goes on to later items while an earlier one rests', () => {
    const todo = createObligations();
    const [refused, later] = [command('start', 5), message('b@0', 30_000)];
    todo.read(planWith([refused, later]), 5);

    todo.answered(refused, { applied: false, plan: planWith([refused, later]) }, 10);

    expect(todo.next()).toEqual({ at: 30_000, item: later });
    expect(todo.attention()).toBe('refused: start@0');
  });
});

describe('facts that cannot be read', () => {
  it('are asked for again after rests that grow, at once when there is news, and hold up nothing', () => {
    const todo = createObligations();
    const [due, start] = [message('a@0', 5), command('start', hour)];
    todo.read(planWith([due, start]), 0);
    todo.ask({ rev: 2 });
    todo.beginRead();

    todo.unreadable(10);

    // Not settled: a run that continued as new would have forgotten what is known.
    expect([todo.isStale(), todo.isSettled(), todo.attention()]).toEqual([false, false, 'facts not read']);
    expect(todo.next()).toEqual({ at: 5, item: due });
    todo.begin(due);
    todo.land(due, 'sent');
    expect(todo.next()).toEqual({ at: 10_010, item: null });
    todo.ask({ rev: 2 });
    expect(todo.isStale()).toBe(false);
    todo.beginRead();
    todo.unreadable(10_010);
    expect(todo.next()).toEqual({ at: 30_010, item: null });

    todo.ask({ rev: 3 });
    expect(todo.isStale()).toBe(true);
    todo.beginRead();
    todo.read(planWith([start], { rev: 3 }), 11_000);
    expect([todo.isStale(), todo.attention(), todo.next()]).toEqual([false, null, { at: hour, item: start }]);
  });
});

describe('whatever booking and notifications answer', () => {
  /** One hour of a run in which every answer takes no time; counts what is performed. */
  function spend(todo: Obligations, answers: () => Answer): { performed: number; reads: number } {
    const counts = { performed: 0, reads: 0 };
    let now = 0;
    for (let turns = 0; turns < 5_000; turns += 1) {
      if (todo.isStale()) {
        todo.beginRead();
        todo.read(answers().plan, now);
        counts.reads += 1;
      }
      const step = todo.next();
      if (step === null || Math.max(step.at, now) > hour) return counts;
      now = Math.max(step.at, now);
      if (step.item === null) {
        counts.reads += 1;
        todo.beginRead();
        todo.read(answers().plan, now);
        continue;
      }
      counts.performed += 1;
      if (step.item.does === 'transition') todo.answered(step.item, answers(), now);
      else settle(todo, step.item, { outcome: answers().outcome, now });
    }
    return { performed: Number.POSITIVE_INFINITY, reads: Number.POSITIVE_INFINITY };
  }

  function settle(
    todo: Obligations,
    item: Exclude<PlanItem, TransitionItem>,
    { outcome, now }: { outcome: SendOutcome | 'threw'; now: number },
  ): void {
    todo.begin(item);
    if (outcome === 'threw') todo.failed(item, now);
    else todo.land(item, outcome);
  }

  interface Answer {
    readonly applied: boolean;
    readonly plan: Plan;
    readonly outcome: SendOutcome | 'threw';
  }

  const items = [message('a@0', 0), message('b@0', 0), command('start', 0), command('complete', minute)];
  const answer = fc.record({
    applied: fc.boolean(),
    outcome: fc.constantFrom('sent', 'skipped', 'failed', 'threw') satisfies fc.Arbitrary<SendOutcome | 'threw'>,
    plan: fc
      .record({
        items: fc.subarray(items, { minLength: 1 }),
        version: fc.nat(3),
        rev: fc.integer({ min: -5, max: 5 }),
      })
      .map(({ items: kept, ...given }) => planWith(kept, given)),
  });

  it('an hour holds no more than a few tries of each item and a few reads', () => {
    fc.assert(
      fc.property(fc.infiniteStream(answer), (stream) => {
        const { performed, reads } = spend(createObligations(), () => stream.next().value);
        // Overtaken ones rest 1, 2, 4 … seconds, refused ones from a minute: at most a dozen tries of an item.
        expect(performed).toBeLessThanOrEqual(60);
        expect(reads).toBeLessThanOrEqual(60);
      }),
      { numRuns: 2_000 },
    );
  });

  it('an hour of nothing but refusals, hollow promises or lost races is quiet', () => {
    for (const applied of [true, false]) {
      for (const version of [() => 1, () => Math.random()]) {
        const answers = () => ({ applied, outcome: 'threw' as const, plan: planWith(items, { version: version() }) });
        expect(spend(createObligations(), answers).performed).toBeLessThanOrEqual(50);
      }
    }
  });
});

describe('the plan for people', () => {
  it('leaves out what has landed and keeps what is under way', () => {
    const todo = createObligations();
    const [one, other, start] = [message('a@0', 5), message('b@0', 6), command('start', 9)];
    todo.read(planOf({ ...facts, items: [one, other, start] }), 0);
    todo.begin(one);
    todo.begin(other);

    todo.land(one, 'sent');

    expect(todo.remaining().items).toEqual([other, start]);
    expect(todo.open()[0]).toEqual({ item: other, isInFlight: true, rest: null });
  });

  it('asks for attention because of a failed message until the next read, and because of a rest until it works', () => {
    const todo = createObligations();
    const [one, other] = [message('a@0', 5), message('b@0', 6)];
    todo.read(planWith([one, other]), 0);
    todo.begin(one);
    todo.begin(other);

    todo.land(one, 'failed');
    expect(todo.attention()).toBe(`not sent: ${one.key}`);
    todo.failed(other, 7);
    todo.read(planWith([other]), 8);
    expect(todo.attention()).toBe(`not sent: ${other.key}`);

    todo.begin(other);
    todo.land(other, 'sent');
    expect(todo.attention()).toBeNull();
  });
});

const facts = {
  status: 'scheduled',
  version: 1,
  rev: 1,
  scheduleRev: 0,
  settled: new Set<string>(),
  attention: null,
  onSend: null,
  onApply: null,
  after: null,
  beforePlan: null,
};
