import fc from 'fast-check';
import { daySeat, weekSeat } from '../src/slots/cells.ts';
import type { SlotQuestion } from '../src/slots/slot-question.ts';
import { dayNumber } from '../src/time/local-date.ts';
import { localOf, offsetsOver } from '../src/time/time-zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const at = (text: string) => Date.parse(text);

/** Questions and spans around nights on which clocks change, with everything that decides about starts. */
export function scenarios(): fc.Arbitrary<{ q: SlotQuestion; span: { from: number; to: number } }> {
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
