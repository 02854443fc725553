import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampedDate,
  dateAfterKey,
  type GridShape,
  pageStart,
  shadeOf,
  shiftedDate,
  ticksOf,
  weekOf,
  weekStart,
  weeksOf,
} from './week-grid.models.ts';

const shape: GridShape = { firstWeekday: 1, weeks: 5, rtl: false };
const press = (key: string, given: Partial<GridShape> = {}) => dateAfterKey('2026-12-09', key, { ...shape, ...given });
const dates = fc.integer({ min: 0, max: 20_000 }).map((days) => shiftedDate('2000-01-01', days));
const weekdays = fc.integer({ min: 1, max: 7 });

describe('the keys of the grid', () => {
  it('lead by day and week', () => {
    expect(press('ArrowRight')).toBe('2026-12-10');
    expect(press('ArrowLeft')).toBe('2026-12-08');
    expect(press('ArrowDown')).toBe('2026-12-16');
    expect(press('ArrowUp')).toBe('2026-12-02');
  });

  it('mirror left and right where text runs from right to left', () => {
    expect(press('ArrowRight', { rtl: true })).toBe('2026-12-08');
    expect(press('ArrowLeft', { rtl: true })).toBe('2026-12-10');
  });

  it('lead to the edges of the week, wherever a week begins', () => {
    expect(press('Home')).toBe('2026-12-07');
    expect(press('End')).toBe('2026-12-13');
    expect(press('Home', { firstWeekday: 7 })).toBe('2026-12-06');
    expect(press('End', { firstWeekday: 6 })).toBe('2026-12-11');
  });

  it('turn the page, which in a strip of days is a week', () => {
    expect(press('PageDown')).toBe('2027-01-13');
    expect(press('PageUp')).toBe('2026-11-04');
    expect(press('PageDown', { weeks: 1 })).toBe('2026-12-16');
    expect(press('PageUp', { weeks: 1 })).toBe('2026-12-02');
  });

  it('that are none of the grid lead nowhere', () => {
    expect(press('a')).toBeNull();
  });
});

describe('pages', () => {
  it('begin with the week of the first date, however far they reach, and hold each day once and in order', () => {
    fc.assert(
      fc.property(dates, fc.nat(400), weekdays, fc.integer({ min: 1, max: 5 }), (from, days, firstWeekday, weeks) => {
        const given = { firstWeekday, weeks };
        const date = shiftedDate(from, days);
        const start = pageStart(date, from, given);
        const shown = weeksOf(start, shiftedDate(from, 1_000), given).flat();
        expect(pageStart(from, from, given)).toBe(weekStart(from, firstWeekday));
        expect(shown).toContain(date);
        expect(shown).toEqual(shown.map((_, i) => shiftedDate(start, i)));
        expect(shown).toHaveLength(weeks * 7);
        // A page forth leads to the very next day.
        expect(pageStart(shiftedDate(date, weeks * 7), from, given)).toBe(shiftedDate(start, weeks * 7));
      }),
    );
  });

  it('end with the week of the last date', () => {
    const weeks = weeksOf('2026-11-23', '2026-12-06', shape);
    expect(weeks.map((week) => [week[0], week[6]])).toEqual([
      ['2026-11-23', '2026-11-29'],
      ['2026-11-30', '2026-12-06'],
    ]);
    expect(weeksOf('2026-11-23', '2026-12-07', shape)).toHaveLength(3);
  });

  it('of a week have the date at its weekday', () => {
    expect(weekOf('2026-12-09', 1)).toEqual(expect.arrayContaining(['2026-12-07', '2026-12-09', '2026-12-13']));
  });
});

it('keeps a date within its bounds', () => {
  expect(clampedDate('2026-01-01', '2026-02-01', '2026-03-01')).toBe('2026-02-01');
  expect(clampedDate('2026-04-01', '2026-02-01', '2026-03-01')).toBe('2026-03-01');
  expect(clampedDate('2026-02-15', '2026-02-01', '2026-03-01')).toBe('2026-02-15');
});

it('shades a day by how many times it has, and says the same in strokes', () => {
  expect([0, 1, 3, 4, 8, 9, 40].map(shadeOf)).toEqual([0, 1, 1, 2, 2, 3, 3]);
  expect([0, 1, 4, 5, 8, 9, 13, 40].map(ticksOf)).toEqual([0, 1, 1, 2, 2, 3, 4, 4]);
});
