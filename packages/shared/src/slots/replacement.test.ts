import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignPanel, optionalPeople } from './assignment.ts';
import { freePeopleAt } from './free-slots.ts';
import { refillPanel } from './replacement.ts';
import type { PanelGroup, SlotQuestion } from './slot-question.ts';
import { monday, person, question } from './test-questions.ts';

const hour = 3_600_000;
const taken = [{ startsAt: monday, endsAt: monday + hour, beforeMinutes: 0, afterMinutes: 0 }];
const facts = { past: new Map(), seed: 'int_1' };

const refill = (q: SlotQuestion, people: string[], out: string[], optional: string[] = []) =>
  refillPanel(q, monday, { people, optional, out }, facts)?.people ?? null;

describe('an empty seat', () => {
  it('goes to somebody free, whatever has become of the hours and caps of those who stay', () => {
    const panel = [
      { anyOf: ['ada'], count: 1 },
      { anyOf: ['ben', 'cleo', 'dora'], count: 1 },
    ];
    const ada = person('ada', { weekly: [], caps: { perDay: 0, perWeek: 0 } });
    const q = question([ada, person('ben'), person('cleo', { busy: taken }), person('dora')], panel);
    expect(refill(q, ['ada', 'ben'], ['ben'])).toEqual(['ada', 'dora']);
    expect(refill(q, ['ada', 'ben'], ['ada'])).toBeNull();
  });

  it('is given to an optional person of the same meeting only when nobody else can take it', () => {
    const panel: PanelGroup[] = [
      { anyOf: ['ada', 'ben', 'cleo'], count: 1 },
      { anyOf: ['ben'], count: 1, optional: true },
    ];
    const all = [person('ada'), person('ben'), person('cleo')];
    expect(refill(question(all, panel), ['ada', 'ben'], ['ada'], ['ben'])).toEqual(['cleo', 'ben']);
    expect(refill(question(all.slice(0, 2), panel), ['ada', 'ben'], ['ada'], ['ben'])).toEqual(['ben']);
  });

  it('may lie off the steps of whoever takes it: the time does not move', () => {
    const q = { ...question([person('ada'), person('ben')], [{ anyOf: ['ada', 'ben'], count: 1 }]), stepMinutes: 45 };
    expect(refillPanel(q, monday + hour / 4, { people: ['ada'], optional: [], out: ['ada'] }, facts)?.people).toEqual([
      'ben',
    ]);
  });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const groupArbitrary = fc
  .record({
    anyOf: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 5 }),
    count: fc.integer({ min: 1, max: 2 }),
    optional: fc.boolean(),
  })
  .map(({ optional, ...group }): PanelGroup => (optional ? { ...group, optional } : group));

/** Every way to seat everybody who must sit, tried one by one. */
function canSeat(panel: readonly PanelGroup[], usable: readonly string[], stay: readonly string[]): boolean {
  const seats = panel.flatMap((group) => Array.from({ length: group.count }, () => group));
  const place = (n: number, seated: readonly string[]): boolean => {
    const group = seats[n];
    if (group === undefined) return stay.every((id) => seated.includes(id));
    const pool = group.optional ? stay : usable;
    const isFilled = pool.some(
      (id) => group.anyOf.includes(id) && !seated.includes(id) && place(n + 1, [...seated, id]),
    );
    return isFilled || (group.optional === true && place(n + 1, seated));
  };
  return place(0, []);
}

it('is filled exactly when it can be without sending anybody away, beside an oracle that tries every seating', () => {
  fc.assert(
    fc.property(
      fc.array(groupArbitrary, { minLength: 1, maxLength: 3 }),
      fc.subarray(ids),
      fc.subarray(ids, { minLength: 1 }),
      (panel, busyBefore, leaving) => {
        const before = question(
          ids.map((id) => person(id, busyBefore.includes(id) ? { busy: taken } : {})),
          panel,
        );
        const booked = assignPanel(before, monday, facts);
        if (booked === null) return;
        const out = booked.people.filter((id) => leaving.includes(id));
        const optional = optionalPeople(booked.decision);
        const stay = booked.people.filter((id) => !out.includes(id));
        const found = refillPanel(before, monday, { people: booked.people, optional, out }, facts);

        const free = freePeopleAt(before, monday).filter((id) => !out.includes(id));
        const hasRequired = panel.some((group) => group.optional !== true);
        expect(found !== null).toBe(hasRequired && canSeat(panel, [...new Set([...free, ...stay])], stay));
        if (found === null) return;
        expect(new Set(found.people).size).toBe(found.people.length);
        expect(found.people).toEqual(expect.arrayContaining(stay));
        expect(found.people.filter((id) => out.includes(id))).toEqual([]);
        const joined = found.people.filter((id) => !stay.includes(id));
        expect(joined.filter((id) => !free.includes(id))).toEqual([]);
        // Nobody new comes as an optional one.
        expect(joined.filter((id) => optionalPeople(found.decision).includes(id))).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});
