import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayPartOf, readableStarts, slotsOfDay, soonestOf, startsByDate } from './slots.models.ts';

const at = Date.parse;
const lisbon = [{ from: '2026-01-01T00:00:00Z', minutes: 0 }];
const starts = ['2026-12-01T09:00Z', '2026-12-01T09:30Z', '2026-12-01T14:30Z', '2026-12-02T09:00Z'].map(at);

describe('the times of a day', () => {
  it('stand under the date their zone gives them', () => {
    const kiritimati = [{ from: '2026-01-01T00:00:00Z', minutes: 14 * 60 }];
    expect([...startsByDate(starts, kiritimati).keys()]).toEqual(['2026-12-01', '2026-12-02']);
    expect([...startsByDate(starts, lisbon).values()].map((day) => day.length)).toEqual([3, 1]);
  });

  it('keep a lost one in its place, and forget it when it is free again', () => {
    const lost = at('2026-12-01T09:15Z');
    expect(slotsOfDay(starts.slice(0, 2), [lost], lisbon).map(({ isTaken }) => isTaken)).toEqual([false, true, false]);
    expect(slotsOfDay([lost], [lost], lisbon)).toEqual([{ at: lost, isTaken: false, isRepeated: false }]);
  });

  it('are told apart when the clock shows one reading twice', () => {
    // New York, 1 November 2026: 01:30 comes at 05:30 and again at 06:30 UTC.
    const newYork = [
      { from: '2026-10-01T00:00:00Z', minutes: -240 },
      { from: '2026-11-01T06:00:00Z', minutes: -300 },
    ];
    const night = ['2026-11-01T05:30Z', '2026-11-01T06:30Z', '2026-11-01T14:00Z'].map(at);
    expect(slotsOfDay(night, [], newYork).map(({ isRepeated }) => isRepeated)).toEqual([true, true, false]);
  });

  it('fall into morning until noon, afternoon until five, then evening', () => {
    const parts = ['00:00', '11:59', '12:00', '16:59', '17:00'].map((time) =>
      dayPartOf(at(`2026-12-01T${time}Z`), lisbon),
    );
    expect(parts).toEqual(['morning', 'morning', 'afternoon', 'afternoon', 'evening']);
  });
});

describe('a readable set of times', () => {
  const every = (minutes: number, from: number, to: number) =>
    Array.from(
      { length: ((to - from) * 60) / minutes },
      (_, i) => at('2026-12-01T00:00Z') + (from * 60 + i * minutes) * 60_000,
    );
  const clock = (instants: readonly number[]) => instants.map((one) => new Date(one).toISOString().slice(11, 16));

  it('is all of them where they are few', () => {
    expect(readableStarts(every(30, 9, 15), lisbon, 12)).toEqual(every(30, 9, 15));
  });

  it('has the full hours of morning, afternoon and evening before what lies between', () => {
    expect(clock(readableStarts(every(15, 9, 20), lisbon, 12))).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '11:00',
      '12:00',
      '13:00',
      '14:00',
      '16:00',
      '17:00',
      '17:30',
      '18:00',
      '19:00',
    ]);
    expect(clock(readableStarts(every(30, 9, 17), lisbon, 12))).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '12:00',
      '12:30',
      '13:00',
      '14:00',
      '15:00',
      '16:00',
    ]);
  });

  it('is so many, in order, of the given ones, with some of each part of the day that has any', () => {
    const halfHours = fc.uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 1 });
    fc.assert(
      fc.property(halfHours, (chosen) => {
        const all = chosen.map((n) => at('2026-12-01T00:00Z') + n * 1_800_000).sort((one, other) => one - other);
        const shown = readableStarts(all, lisbon, 12);
        const partsOf = (some: readonly number[]) => new Set(some.map((one) => dayPartOf(one, lisbon)));
        expect(shown).toEqual(all.filter((one) => shown.includes(one)));
        expect(shown).toHaveLength(Math.min(12, all.length));
        expect(partsOf(shown)).toEqual(partsOf(all));
      }),
    );
  });
});

describe('the soonest times', () => {
  it('are the first of each half-day, not three in one hour', () => {
    expect(soonestOf(starts, lisbon)).toEqual([starts[0], starts[2], starts[3]]);
  });

  it('are filled up when there are fewer half-days', () => {
    expect(soonestOf(starts.slice(0, 3), lisbon)).toEqual(starts.slice(0, 3));
    expect(soonestOf([], lisbon)).toEqual([]);
  });

  it('are those between 8 and 20 on the clock of the reader, and at night only where there are too few of these', () => {
    const hours = [2, 7.5, 8, 14, 20, 26, 33].map((hour) => at('2026-12-01T00:00Z') + hour * 3_600_000);
    const [two, half7, eight, two2, , , nine] = hours;
    expect(soonestOf(hours, lisbon)).toEqual([eight, two2, nine]);
    expect(soonestOf(hours.slice(0, 3), lisbon)).toEqual([two, half7, eight]);
    const auckland = [{ from: '2026-01-01T00:00:00Z', minutes: 13 * 60 }];
    expect(soonestOf(hours, auckland)).toEqual([two, hours[4], hours[5]]);
  });

  it('begin with the very first of the day, and never repeat', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 5_000 }), { minLength: 1 }), (halfHours) => {
        const all = halfHours.map((n) => at('2026-12-01T00:00Z') + n * 1_800_000);
        const soonest = soonestOf(all, lisbon);
        const isWaking = (one: number) => (one / 3_600_000) % 24 >= 8 && (one / 3_600_000) % 24 < 20;
        const waking = all.filter(isWaking);
        if (waking.length >= 3) expect(soonest[0]).toBe(Math.min(...waking));
        expect(soonest).toHaveLength(Math.min(3, all.length));
        expect(new Set(soonest).size).toBe(soonest.length);
      }),
    );
  });
});
