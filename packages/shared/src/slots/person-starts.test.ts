import { describe, expect, it } from 'vitest';
import { addDays, localOf, startOfLocalDay } from '../time/time-zone.ts';
import { daySeat } from './cells.ts';
import { emptyBecause, freeStarts, panelAt, startProblem } from './free-slots.ts';
import type { PersonRules, SlotQuestion } from './slot-question.ts';

const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (atMs: number) => new Date(atMs).toISOString().slice(0, 16);
const allDay = [{ from: '00:00', to: '24:00' }];
const everyDay = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));

function person(zone: string, rules: Partial<PersonRules> = {}): PersonRules {
  const caps = { perDay: null, perWeek: null };
  return { personId: 'ada', zone, weekly: [], overrides: [], busy: [], takenSeats: [], caps, ...rules };
}

function question(people: PersonRules | PersonRules[], asked: Partial<SlotQuestion> = {}): SlotQuestion {
  const list = [people].flat();
  return {
    people: list,
    panel: [{ anyOf: list.map(({ personId }) => personId), count: 1 }],
    durationMinutes: 60,
    stepMinutes: 60,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    gridZone: 'UTC',
    earliestAt: at('2025-06-01T00:00Z'),
    latestAt: at('2036-06-01T00:00Z'),
    ...asked,
  };
}

/** Starts of some local dates as the person's clock reads them; a start of another date carries that date. */
function readings(q: SlotQuestion, date: string, days = 1): string[] {
  const { zone = 'UTC' } = q.people[0] ?? {};
  const span = { from: startOfLocalDay(zone, date), to: startOfLocalDay(zone, addDays(date, days)) };
  return freeStarts(q, span).map((start) => {
    const local = localOf(zone, start);
    return local.date === date ? local.time : `${local.date} ${local.time}`;
  });
}

describe('a day', () => {
  it.each([
    ['Europe/Berlin', '2027-03-28', 23],
    ['Europe/Berlin', '2027-10-31', 25],
    ['America/Santiago', '2026-09-06', 23],
    ['America/Santiago', '2027-04-03', 25],
    ['Pacific/Chatham', '2026-09-27', 23],
    ['Pacific/Chatham', '2027-04-04', 25],
    ['Asia/Beirut', '2027-03-28', 23],
    ['Asia/Beirut', '2027-10-30', 25],
    ['Africa/Cairo', '2026-04-24', 23],
    ['America/Havana', '2027-11-07', 25],
  ])('in %s on %s that clocks change has %d hours to begin in, each instant once', (zone, date, hours) => {
    const starts = readings(
      question(person(zone, { overrides: [{ date, ranges: allDay }] }), { durationMinutes: 30 }),
      date,
    );
    const halves = freeStarts(
      question(person(zone, { overrides: [{ date, ranges: allDay }] }), { durationMinutes: 30, stepMinutes: 30 }),
      { from: startOfLocalDay(zone, date), to: startOfLocalDay(zone, addDays(date, 1)) },
    );

    expect(halves).toHaveLength(hours * 2);
    expect(new Set(halves).size).toBe(hours * 2);
    expect(starts.filter((time) => time.endsWith(':00'))).toHaveLength(hours);
  });

  it('of 23.5 hours on Lord Howe has 47 half hours, one of 24.5 has 49', () => {
    const half = (date: string) =>
      readings(
        question(person('Australia/Lord_Howe', { overrides: [{ date, ranges: allDay }] }), {
          durationMinutes: 30,
          stepMinutes: 30,
        }),
        date,
      );

    expect(half('2027-10-03')).toHaveLength(47);
    expect(half('2027-10-03')).not.toContain('02:00');
    expect(half('2027-04-04')).toHaveLength(49);
    expect(half('2027-04-04').filter((time) => time === '01:30')).toHaveLength(2);
  });

  it.each([
    ['Africa/Cairo', '2026-04-24'],
    ['Asia/Beirut', '2027-03-28'],
    ['America/Santiago', '2026-09-06'],
    ['America/Havana', '2026-03-08'],
  ])('without a midnight in %s on %s begins at one', (zone, date) => {
    const starts = readings(question(person(zone, { weekly: everyDay })), date);

    expect(starts.slice(0, 2)).toEqual(['01:00', '02:00']);
    expect(starts).toHaveLength(23);
  });

  it('keeps its midnight in Asuncion, where clocks have stopped changing', () => {
    expect(readings(question(person('America/Asuncion', { weekly: everyDay })), '2026-10-04')).toHaveLength(24);
  });

  it.each(['2011-12-29', '2011-12-31'])('in Apia around the one it skipped is refused (%s): no guess', (date) => {
    const span = { from: at(`${date}T00:00Z`), to: at(`${date}T12:00Z`) };
    const q = question(person('Pacific/Apia', { weekly: everyDay }), { earliestAt: span.from });

    expect(() => freeStarts(q, span)).toThrow('does not cover the instant');
  });
});

describe('hours around midnight', () => {
  const late = (date: string) => ({ date, ranges: [{ from: '22:00', to: '24:00' }] });

  it('of an override go on in the weekly hours of the next date', () => {
    // 2027-03-01 is a Monday; Tuesday's hours are weekly ones.
    const weekly = [{ weekday: 2, from: '00:00', to: '02:00' } as const];
    const q = question(person('Europe/Berlin', { weekly, overrides: [late('2027-03-01')] }), { durationMinutes: 120 });

    expect(readings(q, '2027-03-01', 2)).toEqual(['22:00', '23:00', '2027-03-02 00:00']);
  });

  it('end there when the next date is a day off', () => {
    const overrides = [late('2027-03-01'), { date: '2027-03-02', ranges: [] }];
    const q = question(person('Europe/Berlin', { weekly: everyDay, overrides }), {
      durationMinutes: 90,
      stepMinutes: 30,
    });

    expect(readings(q, '2027-03-01', 2)).toEqual(['22:00', '22:30']);
  });

  it('touch across a midnight that is skipped', () => {
    const overrides = [late('2026-04-23'), { date: '2026-04-24', ranges: [{ from: '00:00', to: '02:00' }] }];
    const q = question(person('Africa/Cairo', { overrides }), { durationMinutes: 120 });

    expect(readings(q, '2026-04-23', 2)).toEqual(['22:00', '23:00']);
  });

  it('touch across an hour before midnight that is repeated', () => {
    const overrides = [late('2027-04-03'), { date: '2027-04-04', ranges: [{ from: '00:00', to: '01:00' }] }];
    const q = question(person('America/Santiago', { overrides }), { durationMinutes: 60 });

    expect(readings(q, '2027-04-03', 2)).toEqual(['22:00', '23:00', '23:00', '2027-04-04 00:00']);
  });

  it('belong to the date on the person’s own clock, not on that of the reader', () => {
    const q = question(
      person('Pacific/Kiritimati', { overrides: [{ date: '2027-03-01', ranges: [{ from: '00:00', to: '02:00' }] }] }),
    );

    expect(freeStarts(q, { from: at('2027-02-28T00:00Z'), to: at('2027-03-02T00:00Z') }).map(iso)).toEqual([
      '2027-02-28T10:00',
      '2027-02-28T11:00',
    ]);
  });
});

describe('zones beside the full hour', () => {
  it.each([
    ['Asia/Kathmandu', '03:15'],
    ['Pacific/Chatham', '19:15'],
    ['Australia/Adelaide', '22:30'],
    ['America/St_Johns', '12:30'],
    ['Asia/Kolkata', '03:30'],
  ])('step on the clock of %s: nine o’clock is %s UTC', (zone, utc) => {
    const overrides = ['2027-02-28', '2027-03-01'].map((date) => ({ date, ranges: [{ from: '09:00', to: '10:00' }] }));
    const starts = freeStarts(question(person(zone, { overrides })), {
      from: at('2027-02-27T00:00Z'),
      to: at('2027-03-02T00:00Z'),
    });

    expect(starts.map((start) => iso(start).slice(11))).toEqual([utc, utc]);
    expect(starts.map((start) => localOf(zone, start).time)).toEqual(['09:00', '09:00']);
  });
});

describe('changes of the law', () => {
  it.each([
    // Clocks stay on summer time for good from 2026.
    ['America/Winnipeg', '2026-01-05', '15:00'],
    ['America/Winnipeg', '2027-01-04', '14:00'],
    ['America/Vancouver', '2026-01-05', '17:00'],
    ['America/Vancouver', '2027-01-04', '16:00'],
    // The hour of Ramadan comes and goes until it goes for good.
    ['Africa/Casablanca', '2026-02-10', '08:00'],
    ['Africa/Casablanca', '2026-03-10', '09:00'],
    ['Africa/Casablanca', '2026-04-10', '08:00'],
    ['Africa/Casablanca', '2027-04-12', '09:00'],
  ])('count from their date on: nine o’clock in %s on %s is %s UTC', (zone, date, utc) => {
    const q = question(person(zone, { overrides: [{ date, ranges: [{ from: '09:00', to: '10:00' }] }] }));

    expect(
      freeStarts(q, { from: at(`${date}T00:00Z`), to: at(`${date}T24:00Z`) }).map((each) => iso(each).slice(11)),
    ).toEqual([utc]);
  });
});

describe('the settings of a person', () => {
  const monday = '2027-03-01';
  const hours = [{ date: monday, ranges: [{ from: '08:00', to: '18:00' }] }];
  const busy = [
    { startsAt: at(`${monday}T11:00Z`), endsAt: at(`${monday}T12:00Z`), beforeMinutes: 0, afterMinutes: 0 },
  ];
  const near = (rules: Partial<PersonRules>, asked: Partial<SlotQuestion> = {}) => {
    const q = question(person('UTC', { overrides: hours, busy, ...rules }), {
      stepMinutes: 15,
      durationMinutes: 30,
      ...asked,
    });
    const starts = readings(q, monday);
    return [starts.findLast((time) => time < '11:00'), starts.find((time) => time > '11:00')];
  };

  it('ask for a buffer on each side as wide as the larger of theirs and the asked one', () => {
    expect(near({})).toEqual(['10:30', '12:00']);
    expect(near({ buffers: { beforeMinutes: 30, afterMinutes: 15 } })).toEqual(['10:15', '12:30']);
    expect(near({}, { buffers: { beforeMinutes: 15, afterMinutes: 45 } })).toEqual(['09:45', '12:15']);
    expect(
      near({ buffers: { beforeMinutes: 30, afterMinutes: 15 } }, { buffers: { beforeMinutes: 15, afterMinutes: 45 } }),
    ).toEqual(['09:45', '12:30']);
  });

  it('share their buffer with that of the neighbour: the larger counts, not the sum', () => {
    const wide = busy.map((time) => ({ ...time, afterMinutes: 30 }));

    expect(near({ busy: wide, buffers: { beforeMinutes: 15, afterMinutes: 0 } })).toEqual(['10:30', '12:30']);
    expect(near({ busy: wide, buffers: { beforeMinutes: 45, afterMinutes: 0 } })).toEqual(['10:30', '12:45']);
  });

  it('keep them out of a meeting that comes too soon for them, and leave it to others', () => {
    const ada = person('UTC', { overrides: hours, earliestAt: at(`${monday}T12:00Z`) });
    const ben = { ...person('UTC', { overrides: hours }), personId: 'ben' };
    const alone = question(ada);
    const either = question([ada, ben]);
    const both = { ...either, panel: [{ anyOf: ['ada', 'ben'], count: 2 }] };

    expect(readings(alone, monday)[0]).toBe('12:00');
    expect(startProblem(alone, at(`${monday}T11:00Z`))).toBe('notice');
    expect(emptyBecause(alone, { from: at(`${monday}T08:00Z`), to: at(`${monday}T12:00Z`) })).toBe('notice');
    expect(readings(either, monday)[0]).toBe('08:00');
    expect(panelAt(either, at(`${monday}T11:00Z`))).toEqual(['ben']);
    expect(panelAt(either, at(`${monday}T12:00Z`))).toEqual(['ada']);
    expect(readings(both, monday)[0]).toBe('12:00');
  });
});

describe('nothing free', () => {
  const monday = '2027-03-01';
  const span = { from: at(`${monday}T00:00Z`), to: at(`${monday}T24:00Z`) };
  const overrides = [{ date: monday, ranges: [{ from: '09:00', to: '11:00' }] }];
  const nine = { startsAt: at(`${monday}T09:00Z`), endsAt: at(`${monday}T10:00Z`), beforeMinutes: 0, afterMinutes: 0 };
  const capped = {
    overrides,
    takenSeats: [daySeat('ada', 'UTC', nine.startsAt, 0)],
    caps: { perDay: 1, perWeek: null },
  };

  it('because of caps only when everything else would be free', () => {
    const ten = { ...nine, startsAt: nine.endsAt, endsAt: nine.endsAt + HOUR_MS };

    expect(emptyBecause(question(person('UTC', { ...capped, busy: [nine] })), span)).toBe('caps');
    expect(emptyBecause(question(person('UTC', { ...capped, busy: [nine, ten] })), span)).toBe('full');
    expect(emptyBecause(question(person('UTC', { ...capped, caps: { perDay: 2, perWeek: null } })), span)).toBeNull();
  });

  it('because of caps also for a panel of which one member has reached theirs', () => {
    const ben = { ...person('UTC', { overrides }), personId: 'ben' };
    const q = question([person('UTC', capped), ben]);

    expect(emptyBecause(q, span)).toBeNull();
    expect(emptyBecause({ ...q, panel: [{ anyOf: ['ada', 'ben'], count: 2 }] }, span)).toBe('caps');
  });
});
