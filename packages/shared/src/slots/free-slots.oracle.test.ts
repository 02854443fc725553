import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../time/local-date.ts';
import { localOf, offsetsOver } from '../time/time-zone.ts';
import { daySeat, weekSeat } from './cells.ts';
import { canSeat, mostSeatsBeside, oracleFor, skilledPools } from './free-slots.oracle.ts';
import { emptyBecause, freeStarts, panelAt, seatingAt, startProblem } from './free-slots.ts';
import type { PanelGroup, SlotQuestion } from './slot-question.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
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
  }, 60_000);

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

function scenarios(): fc.Arbitrary<{ q: SlotQuestion; span: { from: number; to: number } }> {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Africa/Cairo',
    'Africa/Casablanca',
    'America/Havana',
    'Pacific/Apia',
    'Pacific/Auckland',
    'Pacific/Kiritimati',
    'Atlantic/Azores',
    'Pacific/Chatham',
    'Asia/Beirut',
    'America/Santiago',
    'America/Asuncion',
    'America/Winnipeg',
  );
  const changes = zone.chain((name) => {
    const found = offsetsOver(name, at('2026-01-01T00:00Z'), at('2030-01-01T00:00Z')).slice(1);
    return fc.constantFrom(...found.map(({ from }) => from), at('2027-01-01T00:00Z'));
  });
  return fc
    .record({ changeAt: changes, lead: fc.integer({ min: 60, max: 2000 }), length: fc.integer({ min: 1, max: 4000 }) })
    .map(({ changeAt, lead, length }) => ({
      from: changeAt - lead * MINUTE_MS,
      to: changeAt + (length - lead) * MINUTE_MS,
    }))
    .chain((span) => questions(zone, span).map((q) => ({ q, span })));
}

function questions(zone: fc.Arbitrary<string>, span: { from: number; to: number }): fc.Arbitrary<SlotQuestion> {
  const ids = ['ada', 'ben', 'cleo'];
  const instant = fc
    .oneof(
      fc.integer({ min: -600, max: 4600 }),
      fc.integer({ min: -20, max: 150 }).map((n) => n * 30),
    )
    .map((minute) => span.from + minute * MINUTE_MS);
  const minutes = (max: number) =>
    fc.oneof(
      fc.constant(0),
      fc.nat(max),
      fc.nat(max / 5).map((n) => n * 5),
    );
  const group = fc.record({
    anyOf: fc.subarray([...ids, 'gone'], { minLength: 1 }),
    count: fc.integer({ min: 1, max: 2 }),
    optional: fc.constantFrom(undefined, undefined, undefined, true as const),
    skills: fc.constantFrom(undefined, undefined, ['sql'], ['sql', 'ux']),
  });
  const rules = (personId: string) =>
    zone.chain((own) =>
      fc.record({
        personId: fc.constant(personId),
        zone: fc.constant(own),
        weekly: fc
          .array(fc.record({ weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7), hours: hours() }), {
            minLength: 3,
            maxLength: 16,
          })
          .map((list) => list.map(({ weekday, hours: range }) => ({ weekday, ...range }))),
        overrides: fc.uniqueArray(
          fc.record({
            date: instant.map((each) => localOf(own, each).date),
            ranges: fc.array(hours(), { maxLength: 3 }),
          }),
          { maxLength: 4, selector: ({ date }) => date },
        ),
        recurring: fc.option(
          fc.array(
            fc.record({
              days: fc.array(
                instant.map((each) => dayNumber(localOf(own, each).date)),
                { maxLength: 4 },
              ),
              ranges: fc.array(hours(), { maxLength: 2 }),
              effect: fc.constantFrom('adds' as const, 'replaces' as const),
            }),
            { maxLength: 3 },
          ),
          { nil: undefined },
        ),
        busy: fc.array(
          fc
            .record({
              startsAt: instant,
              length: fc.integer({ min: 1, max: 200 }),
              beforeMinutes: minutes(45),
              afterMinutes: minutes(45),
            })
            .map(({ length, ...busy }) => ({ ...busy, endsAt: busy.startsAt + length * MINUTE_MS })),
          { maxLength: 8 },
        ),
        takenSeats: fc
          .array(fc.tuple(fc.constantFrom(daySeat, weekSeat), instant, fc.nat(2)), { maxLength: 8 })
          .map((list) => list.map(([seat, each, n]) => seat(personId, own, each, n))),
        caps: fc.record({ perDay: cap(), perWeek: cap() }),
        buffers: fc.option(fc.record({ beforeMinutes: minutes(60), afterMinutes: minutes(60) }), { nil: undefined }),
        earliestAt: fc.option(instant, { nil: undefined, freq: 2 }),
        skills: fc.constantFrom([], ['sql'], ['sql', 'ux'], ['ux']),
      }),
    );
  return fc.record({
    people: fc.tuple(...ids.map(rules)),
    panel: fc.oneof(fc.array(group, { minLength: 1, maxLength: 3 }), fc.constant([{ anyOf: ids, count: 1 }])),
    durationMinutes: fc.oneof(fc.constantFrom(30, 45, 60), fc.integer({ min: 1, max: 200 })),
    stepMinutes: fc.constantFrom(5, 10, 15, 30, 45, 50, 60, 420, 1440),
    buffers: fc.record({ beforeMinutes: minutes(40), afterMinutes: minutes(40) }),
    gridZone: zone,
    earliestAt: fc.oneof(fc.constant(span.from - DAY_MS), instant),
    latestAt: fc.oneof(fc.constant(span.to + DAY_MS), instant),
  });
}

function cap() {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
  );
}

/** Hours of a day, often the whole or the ends of it, sometimes empty or the wrong way round. */
function hours() {
  const text = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const time = fc
    .oneof(
      fc.nat(1439),
      fc.nat(48).map((n) => n * 30),
      fc.constantFrom(0, 1440),
    )
    .map(text);
  const range = fc
    .tuple(time, time)
    .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b === '24:00' ? '00:00' : b, to: a }));
  return fc.oneof(
    range,
    range,
    fc.constant({ from: '00:00', to: '24:00' }),
    fc.constant({ from: '14:00', to: '10:00' }),
  );
}
