import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampedDate,
  dateAfterKey,
  type GridShape,
  lastDateOf,
  monthOf,
  shadeOf,
  shiftedDate,
  shiftedMonth,
  ticksOf,
  weekOf,
  weeksOf,
} from './month-grid.models.ts';

const shape: GridShape = { firstWeekday: 1, span: 'month', rtl: false };
const press = (key: string, given: Partial<GridShape> & { shiftKey?: boolean; from?: string } = {}) => {
  const { shiftKey = false, from = '2026-12-09', ...rest } = given;
  return dateAfterKey(from, { key, shiftKey }, { ...shape, ...rest });
};
const dates = fc.integer({ min: 0, max: 20_000 }).map((days) => shiftedDate('2000-01-01', days));

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

  it('turn the month, with Shift the year, and the 31st to the last day there is', () => {
    expect(press('PageDown', { from: '2026-01-31' })).toBe('2026-02-28');
    expect(press('PageUp', { from: '2026-03-31' })).toBe('2026-02-28');
    expect(press('PageDown', { from: '2028-02-29', shiftKey: true })).toBe('2029-02-28');
    expect(press('PageUp', { from: '2026-12-09', shiftKey: true })).toBe('2025-12-09');
  });

  it('turn the week in a strip of days', () => {
    expect(press('PageDown', { span: 'week' })).toBe('2026-12-16');
    expect(press('PageUp', { span: 'week' })).toBe('2026-12-02');
    expect(press('PageUp', { span: 'week', shiftKey: true })).toBe('2025-12-09');
  });

  it('that are none of the grid lead nowhere', () => {
    expect(press('a')).toBeNull();
  });
});

describe('weeks', () => {
  it('hold every day of the month once, in order, and nothing else', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 7 }), (date, firstWeekday) => {
        const month = monthOf(date);
        const weeks = weeksOf(month, firstWeekday);
        const days = weeks.flat().filter((day) => day !== null);
        expect(weeks.every((week) => week.length === 7)).toBe(true);
        expect(days[0]).toBe(`${month}-01`);
        expect(days.at(-1)).toBe(lastDateOf(month));
        expect(days).toEqual([...new Set(days)].sort());
        expect(days).toHaveLength(Number(lastDateOf(month).slice(8)));
      }),
    );
  });

  it('of a date hold it at its weekday', () => {
    expect(weekOf('2026-12-09', 1)).toEqual(expect.arrayContaining(['2026-12-07', '2026-12-09', '2026-12-13']));
  });

  it('a month forth and back never leads past the day it began with', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -30, max: 30 }), (date, months) => {
        expect(shiftedMonth(shiftedMonth(date, months), -months) <= date).toBe(true);
      }),
    );
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
