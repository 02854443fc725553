import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  canonicalZone,
  instantsOf,
  isoWeekOf,
  isZone,
  localOf,
  offsetAt,
  offsetsOver,
  startOfLocalDay,
  windowsOf,
} from './time-zone.ts';
import { BeyondZoneTableError, UnknownZoneError } from './zone-clock.ts';
import { coveredFrom, coveredTo } from './zone-table.gen.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const awkwardZones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/Winnipeg',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];
const iso = (atMs: number) => new Date(atMs).toISOString();
const at = (text: string) => Date.parse(text);

describe('zone names', () => {
  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Asia/Katmandu', 'Asia/Kathmandu'],
    ['America/Rainy_River', 'America/Winnipeg'],
    ['Iceland', 'Atlantic/Reykjavik'],
    ['Etc/UTC', 'UTC'],
  ])('answers the old name %s with the current name %s', (alias, name) => {
    expect(canonicalZone(alias)).toBe(name);
    expect(canonicalZone(name)).toBe(name);
  });

  it('keeps a place of its own even where it shares its clock with another', () => {
    expect(canonicalZone('Europe/Oslo')).toBe('Europe/Oslo');
    expect(canonicalZone('Europe/Copenhagen')).toBe('Europe/Copenhagen');
  });

  it.each(['', '+05:30', 'EST', 'CET', 'EST5EDT', 'GMT+0', 'Mars/Olympus', 'europe/berlin', 'constructor'])(
    'refuses %j',
    (name) => {
      expect(isZone(name)).toBe(false);
      expect(canonicalZone(name)).toBeNull();
      expect(() => offsetAt(name, coveredFrom)).toThrow(UnknownZoneError);
    },
  );

  it('accepts every name that this runtime can report', () => {
    const reported = Intl.supportedValuesOf('timeZone');

    expect(reported.filter((name) => !isZone(name))).toEqual([]);
  });
});

describe('offsets', () => {
  it('agrees with the source data for every zone, at every change and in between', () => {
    const differences: string[] = [];
    for (const name of moment.tz.names().filter(isZone)) {
      const source = moment.tz.zone(name);
      const changes = (source?.untils ?? []).filter(
        (until) => Number(until) > coveredFrom && Number(until) < coveredTo,
      );
      const instants = changes.flatMap((until) => [
        Number(until) - 1,
        Number(until),
        Number(until) + 40 * 24 * HOUR_MS,
      ]);
      for (const instant of [coveredFrom, ...instants, coveredTo - 1].filter((each) => each < coveredTo)) {
        if (offsetAt(name, instant) !== 0 - (source?.utcOffset(instant) ?? Number.NaN)) differences.push(name);
      }
    }

    expect(differences).toEqual([]);
  });

  it('agrees with the runtime in zones whose rules have not changed lately', () => {
    const settled = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Auckland'];
    fc.assert(
      fc.property(
        fc.constantFrom(...settled),
        fc.integer({ min: coveredFrom, max: coveredTo - 1 }),
        (zone, instant) => {
          const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
          const local = localOf(zone, instant);
          expect(`${local.date} ${local.time}`).toBe(clock.format(instant));
        },
      ),
    );
  });

  it('lists a change of clocks within a span, beginning with the span itself', () => {
    const from = at('2027-03-01T10:00Z');

    expect(offsetsOver('Europe/Berlin', from, at('2027-03-31T10:00Z'))).toEqual([
      { from, minutes: 60 },
      { from: at('2027-03-28T01:00Z'), minutes: 120 },
    ]);
    expect(offsetsOver('Europe/Berlin', from, at('2027-03-28T01:00Z'))).toEqual([{ from, minutes: 60 }]);
  });

  it.each([coveredFrom - 1, coveredTo, Number.NaN])('does not guess for the instant %d beyond the table', (instant) => {
    expect(() => offsetAt('Europe/Berlin', instant)).toThrow(BeyondZoneTableError);
    expect(() => localOf('UTC', instant)).toThrow(BeyondZoneTableError);
  });
});

describe('wall clock', () => {
  it.each([
    ['Europe/Berlin', '2027-03-28', '02:30', []],
    ['Europe/Berlin', '2027-10-31', '02:30', ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']],
    ['America/New_York', '2027-03-14', '02:30', []],
    ['America/New_York', '2027-11-07', '01:30', ['2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z']],
    ['America/St_Johns', '2027-11-07', '01:30', ['2027-11-07T04:00:00.000Z', '2027-11-07T05:00:00.000Z']],
    ['Australia/Lord_Howe', '2027-10-03', '02:15', []],
    ['Australia/Lord_Howe', '2027-04-04', '01:45', ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']],
    ['Africa/Cairo', '2026-04-24', '00:30', []],
    ['America/Havana', '2027-11-07', '00:30', ['2027-11-07T04:30:00.000Z', '2027-11-07T05:30:00.000Z']],
    ['America/Winnipeg', '2027-01-15', '09:00', ['2027-01-15T14:00:00.000Z']],
    ['Africa/Casablanca', '2027-03-08', '09:00', ['2027-03-08T09:00:00.000Z']],
    ['Asia/Kathmandu', '2027-03-28', '09:00', ['2027-03-28T03:15:00.000Z']],
    ['Pacific/Kiritimati', '2027-01-01', '00:00', ['2026-12-31T10:00:00.000Z']],
    ['Pacific/Apia', '2027-01-01', '09:00', ['2026-12-31T20:00:00.000Z']],
  ])('reads %s %s %s as these instants: %j', (zone, date, time, instants) => {
    expect(instantsOf(zone, { date, time }).map(iso)).toEqual(instants);
  });

  it('finds exactly the minutes that show a reading, also around changes of clocks', () => {
    fc.assert(
      fc.property(nearChanges(), fc.integer({ min: -180, max: 180 }), ({ zone, changeAt }, minutes) => {
        const { date, time } = localOf(zone, changeAt + minutes * MINUTE_MS);
        const showing: number[] = [];
        for (let instant = changeAt - 12 * HOUR_MS; instant < changeAt + 12 * HOUR_MS; instant += MINUTE_MS) {
          const local = localOf(zone, instant);
          if (local.date === date && local.time === time) showing.push(instant);
        }
        expect(instantsOf(zone, { date, time })).toEqual(showing);
      }),
      { numRuns: 40 },
    );
  });

  it('begins a day at the first instant that exists of its date', () => {
    expect(iso(startOfLocalDay('Africa/Cairo', '2026-04-24'))).toBe('2026-04-23T22:00:00.000Z');
    expect(localOf('Africa/Cairo', startOfLocalDay('Africa/Cairo', '2026-04-24')).time).toBe('01:00');
    expect(iso(startOfLocalDay('America/Havana', '2027-11-07'))).toBe('2027-11-07T04:00:00.000Z');
    expect(iso(startOfLocalDay('Africa/Cairo', '2027-10-29'))).toBe('2027-10-28T22:00:00.000Z');
  });

  it.each([
    ['Africa/Cairo', '2027-10-28', 25],
    ['Europe/Berlin', '2027-03-28', 23],
    ['Europe/Berlin', '2027-10-31', 25],
    ['Australia/Lord_Howe', '2027-10-03', 23.5],
    ['Australia/Lord_Howe', '2027-04-04', 24.5],
  ])('makes a day in %s on %s last %d hours', (zone, date, hours) => {
    expect(startOfLocalDay(zone, addDays(date, 1)) - startOfLocalDay(zone, date)).toBe(hours * HOUR_MS);
  });

  it.each(['2027-02-29', '2027-13-01', '27-01-01', ''])('does not take %j for a date', (date) => {
    expect(() => startOfLocalDay('UTC', date)).toThrow(RangeError);
  });
});

describe('windows', () => {
  const windows = (date: string, from: string, to: string) =>
    windowsOf('Europe/Berlin', date, [{ from, to }]).map((span) => `${iso(span.from)}/${iso(span.to)}`);

  it('moves an end that clocks skip to the change', () => {
    expect(windows('2027-03-28', '01:00', '02:30')).toEqual(['2027-03-28T00:00:00.000Z/2027-03-28T01:00:00.000Z']);
    expect(windows('2027-03-28', '02:30', '04:00')).toEqual(['2027-03-28T01:00:00.000Z/2027-03-28T02:00:00.000Z']);
    expect(windows('2027-03-28', '02:00', '03:00')).toEqual([]);
  });

  it('offers both passes of a repeated hour', () => {
    expect(windows('2027-10-31', '02:30', '02:45')).toEqual(['2027-10-31T00:30:00.000Z/2027-10-31T01:45:00.000Z']);
    expect(windows('2027-10-31', '02:00', '03:00')).toEqual(['2027-10-31T00:00:00.000Z/2027-10-31T02:00:00.000Z']);
  });

  it('does not stretch hours that stop where the repeated hour begins', () => {
    expect(windows('2027-10-31', '01:00', '02:00')).toEqual(['2027-10-30T23:00:00.000Z/2027-10-31T00:00:00.000Z']);
  });

  it('ends 24:00 with the date, although Havana repeats the midnight that follows', () => {
    const [span] = windowsOf('America/Havana', '2027-11-06', [{ from: '22:00', to: '24:00' }]);

    expect(span).toEqual({ from: at('2027-11-07T02:00Z'), to: at('2027-11-07T04:00Z') });
  });

  it('keeps the last hour on the eve of a change of clocks in Auckland', () => {
    const [span] = windowsOf('Pacific/Auckland', '2027-09-25', [{ from: '10:00', to: '14:00' }]);

    expect(span).toEqual({ from: at('2027-09-24T22:00Z'), to: at('2027-09-25T02:00Z') });
  });

  it('sorts hours and joins those that touch', () => {
    const ranges = [
      { from: '13:00', to: '17:00' },
      { from: '09:00', to: '10:00' },
      { from: '10:00', to: '12:00' },
      { from: '18:00', to: '18:00' },
    ];

    expect(windowsOf('UTC', '2027-01-04', ranges)).toEqual([
      { from: at('2027-01-04T09:00Z'), to: at('2027-01-04T12:00Z') },
      { from: at('2027-01-04T13:00Z'), to: at('2027-01-04T17:00Z') },
    ]);
  });
});

describe('calendar', () => {
  it.each([
    ['2026-12-31', { year: 2026, week: 53 }],
    ['2027-01-01', { year: 2026, week: 53 }],
    ['2027-01-04', { year: 2027, week: 1 }],
    ['2029-12-31', { year: 2030, week: 1 }],
    ['2028-02-29', { year: 2028, week: 9 }],
  ])('puts %s into the ISO week %j', (date, week) => {
    expect(isoWeekOf(date)).toEqual(week);
  });

  it('adds days across months and leap days', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });
});

/** Zones with an instant at which their clocks change. */
function nearChanges() {
  const changes = awkwardZones.flatMap((zone) =>
    offsetsOver(zone, coveredFrom, coveredTo).flatMap((stretch, i) =>
      i === 0 ? [] : [{ zone, changeAt: stretch.from }],
    ),
  );
  return fc.constantFrom(...changes);
}
