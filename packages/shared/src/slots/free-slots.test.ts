import { describe, expect, it } from 'vitest';
import { localOf } from '../time/time-zone.ts';
import { daySeat, weekSeat } from './cells.ts';
import { emptyBecause, freePeopleAt, freeStarts, nearestFreeStarts, panelAt, startProblem } from './free-slots.ts';
import type { PersonRules, SlotQuestion } from './slot-question.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const at = (text: string) => Date.parse(text);
const iso = (atMs: number) => new Date(atMs).toISOString().slice(0, 16);

function person(personId: string, rules: Partial<PersonRules> = {}): PersonRules {
  return {
    personId,
    zone: 'Europe/Berlin',
    weekly: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
    overrides: [],
    busy: [],
    takenSeats: [],
    caps: { perDay: null, perWeek: null },
    ...rules,
  };
}

function question(people: PersonRules[], asked: Partial<SlotQuestion> = {}): SlotQuestion {
  return {
    people,
    panel: [{ anyOf: people.map(({ personId }) => personId), count: 1 }],
    durationMinutes: 60,
    stepMinutes: 60,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    gridZone: 'Europe/Berlin',
    earliestAt: at('2025-06-01T00:00Z'),
    latestAt: at('2036-06-01T00:00Z'),
    ...asked,
  };
}

/** Start times on a person's clock over one UTC day or more. */
function localStarts(q: SlotQuestion, from: string, days = 1): string[] {
  const zone = q.people[0]?.zone ?? 'UTC';
  return freeStarts(q, { from: at(from), to: at(from) + days * DAY_MS }).map((start) => localOf(zone, start).time);
}

const only = (date: string, from: string, to: string) => ({
  weekly: [],
  overrides: [{ date, ranges: [{ from, to }] }],
});

describe('hours', () => {
  it('offers whole meetings within working hours only', () => {
    const q = question([person('ada')]);

    expect(localStarts(q, '2027-03-01T00:00Z')).toEqual([
      '09:00',
      '10:00',
      '11:00',
      '12:00',
      '13:00',
      '14:00',
      '15:00',
      '16:00',
    ]);
    expect(localStarts(q, '2027-03-06T00:00Z')).toEqual([]);
  });

  it('lets an override replace the whole day', () => {
    const q = question([
      person('ada', { overrides: [{ date: '2027-03-01', ranges: [{ from: '20:00', to: '22:00' }] }] }),
    ]);

    expect(localStarts(q, '2027-03-01T00:00Z')).toEqual(['20:00', '21:00']);
  });

  it('lets a meeting run across midnight where hours touch there', () => {
    const overrides = [
      { date: '2027-03-01', ranges: [{ from: '23:00', to: '24:00' }] },
      { date: '2027-03-02', ranges: [{ from: '00:00', to: '01:00' }] },
    ];
    const q = question([person('ada', { weekly: [], overrides })], { durationMinutes: 90, stepMinutes: 30 });

    expect(localStarts(q, '2027-03-01T12:00Z')).toEqual(['23:00', '23:30']);
  });

  it('does not need hours for the buffers', () => {
    const q = question([person('ada', only('2027-03-01', '09:00', '10:00'))], {
      buffers: { beforeMinutes: 30, afterMinutes: 30 },
    });

    expect(localStarts(q, '2027-03-01T00:00Z')).toEqual(['09:00']);
  });
});

describe('changes of clocks', () => {
  it('offers nothing twice and nothing in the hour that is skipped', () => {
    const q = question([person('ada', only('2027-03-28', '01:00', '04:00'))], { durationMinutes: 30, stepMinutes: 30 });

    expect(localStarts(q, '2027-03-27T12:00Z')).toEqual(['01:00', '01:30', '03:00', '03:30']);
  });

  it('offers both passes of a repeated hour', () => {
    const q = question([person('ada', only('2027-10-31', '02:00', '03:00'))], { stepMinutes: 30 });

    expect(localStarts(q, '2027-10-30T12:00Z')).toEqual(['02:00', '02:30', '02:00']);
  });

  it('lets a meeting begin in the half hour that Lord Howe repeats', () => {
    const rules = { zone: 'Australia/Lord_Howe', ...only('2027-04-04', '01:00', '02:00') };
    const q = question([person('ada', rules)], { durationMinutes: 30, stepMinutes: 30 });

    expect(localStarts(q, '2027-04-03T12:00Z')).toEqual(['01:00', '01:30', '01:30']);
  });

  it('keeps the last hour of an override on the eve of the change in Auckland', () => {
    const rules = { zone: 'Pacific/Auckland', ...only('2027-09-25', '10:00', '14:00') };

    expect(localStarts(question([person('ada', rules)]), '2027-09-24T12:00Z')).toEqual([
      '10:00',
      '11:00',
      '12:00',
      '13:00',
    ]);
  });

  it('begins the day in Cairo at one when midnight is skipped', () => {
    const rules = { zone: 'Africa/Cairo', ...only('2026-04-24', '00:00', '03:00') };

    expect(localStarts(question([person('ada', rules)]), '2026-04-23T12:00Z')).toEqual(['01:00', '02:00']);
  });
});

describe('steps', () => {
  it('count from local midnight, not from the beginning of the hours', () => {
    const ada = person('ada', only('2027-03-01', '09:10', '11:30'));

    expect(localStarts(question([ada], { durationMinutes: 30, stepMinutes: 30 }), '2027-03-01T00:00Z')).toEqual([
      '09:30',
      '10:00',
      '10:30',
      '11:00',
    ]);
    expect(localStarts(question([ada], { durationMinutes: 30, stepMinutes: 45 }), '2027-03-01T00:00Z')).toEqual([
      '09:45',
      '10:30',
    ]);
  });

  it('begin anew at midnight when they do not divide the day', () => {
    const allWeek = { weekly: ([1, 2, 3] as const).map((weekday) => ({ weekday, from: '00:00', to: '24:00' })) };
    const q = question([person('ada', allWeek)], { stepMinutes: 420 });

    expect(localStarts(q, '2027-03-01T12:00Z', 1.4)).toEqual(['14:00', '21:00', '00:00', '07:00', '14:00', '21:00']);
  });

  it("follow each person's own clock when any one will do, and the asked zone otherwise", () => {
    const mei = person('mei', { zone: 'Asia/Kathmandu' });
    const span = { from: at('2027-03-01T00:00Z'), to: at('2027-03-01T06:00Z') };

    expect(freeStarts(question([mei]), span).map(iso)).toContain('2027-03-01T03:15');
    const both = question([mei, person('ada', { zone: 'Asia/Kolkata' })], {
      panel: [{ anyOf: ['mei', 'ada'], count: 2 }],
    });
    expect(freeStarts({ ...both, gridZone: 'UTC' }, span).map(iso)).toEqual(['2027-03-01T04:00', '2027-03-01T05:00']);
  });

  it('off the grid of cells are refused as a mistake', () => {
    const q = question([person('ada')], { stepMinutes: 7 });

    expect(() => localStarts(q, '2027-03-01T00:00Z')).toThrow(RangeError);
  });
});

describe('busy time', () => {
  const buffers = { beforeMinutes: 15, afterMinutes: 15 };

  it('lets neighbouring buffers share time: the larger one counts, not their sum', () => {
    const busy = [
      { startsAt: at('2027-03-01T11:00Z'), endsAt: at('2027-03-01T12:00Z'), beforeMinutes: 0, afterMinutes: 30 },
    ];
    const q = question([person('ada', { busy })], { durationMinutes: 30, stepMinutes: 15, buffers });
    const starts = localStarts(q, '2027-03-01T00:00Z');

    // Busy from 12:00 to 13:00 on the local clock.
    expect(starts).toContain('11:15');
    expect(starts).not.toContain('11:30');
    expect(starts).not.toContain('13:15');
    expect(starts).toContain('13:30');
  });

  it('closes a day and a week when no seat below the cap is free', () => {
    const monday = at('2027-03-01T10:00Z');
    const seats = [0, 1].map((n) => daySeat('ada', 'Europe/Berlin', monday, n));
    const full = person('ada', { takenSeats: seats, caps: { perDay: 2, perWeek: 10 } });
    const open = person('ada', { takenSeats: seats, caps: { perDay: 3, perWeek: 10 } });
    const lowered = person('ada', { takenSeats: seats.slice(1), caps: { perDay: 1, perWeek: 10 } });
    const week = person('ada', {
      takenSeats: [weekSeat('ada', 'Europe/Berlin', monday, 0)],
      caps: { perDay: 3, perWeek: 1 },
    });

    expect(localStarts(question([full]), '2027-03-01T00:00Z')).toEqual([]);
    expect(localStarts(question([full]), '2027-03-02T00:00Z')).toHaveLength(8);
    expect(localStarts(question([open]), '2027-03-01T00:00Z')).toHaveLength(8);
    expect(localStarts(question([lowered]), '2027-03-01T00:00Z')).toHaveLength(8);
    expect(localStarts(question([week]), '2027-03-01T00:00Z', 7)).toEqual([]);
    expect(localStarts(question([week]), '2027-03-08T00:00Z')).toHaveLength(8);
  });
});

describe('panels', () => {
  const [ada, ben, cleo] = [person('ada'), person('ben'), person('cleo')];
  const monday = at('2027-03-01T10:00Z');

  it('need distinct people where groups share members', () => {
    const panel = [
      { anyOf: ['ada', 'ben'], count: 1 },
      { anyOf: ['ada'], count: 1 },
    ];

    expect(panelAt(question([ada, ben], { panel }), monday)).toEqual(['ben', 'ada']);
    expect(panelAt(question([ada], { panel }), monday)).toBeNull();
    expect(freeStarts(question([ada], { panel }), { from: monday, to: monday + DAY_MS })).toEqual([]);
  });

  it('take the preferred people as far as the panel can still be filled', () => {
    const panel = [
      { anyOf: ['ada', 'ben', 'cleo'], count: 1 },
      { anyOf: ['ben', 'cleo'], count: 1 },
    ];
    const q = question([ada, ben, cleo], { panel });

    expect(panelAt(q, monday, ['cleo', 'ada'])?.toSorted()).toEqual(['ada', 'cleo']);
    expect(panelAt(q, monday, ['cleo', 'ben'])?.toSorted()).toEqual(['ben', 'cleo']);
    expect(panelAt(question([ada, ben, cleo]), monday, ['nobody', 'cleo'])).toEqual(['cleo']);
  });

  it('cannot be filled by people the question does not describe, nor by nobody', () => {
    expect(panelAt(question([ada], { panel: [{ anyOf: ['ada', 'gone'], count: 2 }] }), monday)).toBeNull();
    expect(panelAt(question([ada], { panel: [] }), monday)).toBeNull();
    expect(freeStarts(question([ada], { panel: [] }), { from: monday, to: monday + DAY_MS })).toEqual([]);
  });

  it('stay quick to fill when many groups compete for many people', () => {
    const people = Array.from({ length: 40 }, (_, i) => person(`p${i}`));
    const everyone = people.map(({ personId }) => personId);
    const panel = Array.from({ length: 20 }, (_, i) => ({ anyOf: everyone.slice(i), count: 2 }));
    const q = question(people, { panel: [...panel, { anyOf: everyone.slice(0, 1), count: 1 }] });

    expect(panelAt(q, monday)).toBeNull();
    expect(panelAt({ ...q, panel }, monday)).toHaveLength(40);
  });

  it('name who is free in the order of the panel', () => {
    const busy = [{ startsAt: monday, endsAt: monday + HOUR_MS, beforeMinutes: 0, afterMinutes: 0 }];

    expect(freePeopleAt(question([ada, { ...ben, busy }, cleo]), monday)).toEqual(['ada', 'cleo']);
  });
});

describe('reasons', () => {
  const busyAllDay = [
    { startsAt: at('2027-03-01T00:00Z'), endsAt: at('2027-03-02T00:00Z'), beforeMinutes: 0, afterMinutes: 0 },
  ];
  const bounds = { earliestAt: at('2027-03-01T10:00Z'), latestAt: at('2027-03-03T10:00Z') };
  const day = (date: string) => ({ from: at(`${date}T00:00Z`), to: at(`${date}T00:00Z`) + DAY_MS });

  it.each([
    ['2027-03-01T09:00Z', 'notice'],
    ['2027-03-03T11:00Z', 'window'],
    ['2027-03-02T03:00Z', 'hours'],
    ['2027-03-02T10:30Z', 'step'],
    ['2027-03-02T10:00:01Z', 'step'],
    ['2027-03-01T12:00Z', 'taken'],
    ['2027-03-02T10:00Z', null],
  ])('answer for a start at %s: %s', (start, problem) => {
    expect(startProblem(question([person('ada', { busy: busyAllDay })], bounds), at(start))).toBe(problem);
  });

  it.each([
    ['2027-02-26', 'notice'],
    ['2027-02-27', 'no_hours'],
    ['2027-03-01', 'full'],
    ['2027-03-02', null],
    ['2027-03-04', 'window'],
  ])('answer why %s is empty: %s', (date, reason) => {
    expect(emptyBecause(question([person('ada', { busy: busyAllDay })], bounds), day(date))).toBe(reason);
  });

  it('count the first and the last allowed start as allowed', () => {
    const q = question([person('ada')], { earliestAt: at('2027-03-02T10:00Z'), latestAt: at('2027-03-02T12:00Z') });

    expect(localStarts(q, '2027-03-02T00:00Z')).toEqual(['11:00', '12:00', '13:00']);
    expect([q.earliestAt, q.latestAt].map((start) => startProblem(q, start))).toEqual([null, null]);
  });

  it('name the nearest free starts in order of time', () => {
    const near = nearestFreeStarts(question([person('ada')], bounds), at('2027-03-02T10:20Z'), day('2027-03-02'), 3);

    expect(near.map(iso)).toEqual(['2027-03-02T09:00', '2027-03-02T10:00', '2027-03-02T11:00']);
  });
});
