import type { SlotsView } from '@interlude/shared/schemas/views';
import { describe, expect, it } from 'vitest';
import { isGone, lastBookableDate, mergedStarts, monthQuestion, todayOf, widestOffsets } from './coverage.models.ts';

const at = Date.parse;

function answer(given: Partial<SlotsView> = {}): SlotsView {
  return {
    zone: 'Europe/Berlin',
    offsets: [{ from: '2027-01-31T23:00:00Z', minutes: 60 }],
    durationMinutes: 60,
    starts: ['2027-02-03T09:00:00Z', '2027-02-02T09:00:00Z'],
    earliestAt: '2027-02-01T23:00:00Z',
    latestAt: '2027-02-15T23:30:00Z',
    tzdata: '2026f',
    ...given,
  };
}

describe('what must be asked beyond the first answer', () => {
  it('is nothing while the window lies within it', () => {
    expect(monthQuestion(answer(), '2027-02')).toBeNull();
    expect(monthQuestion(answer(), '2027-03')).toBeNull();
  });

  it('is the month that reaches beyond it, and nothing after the last bookable one', () => {
    const wide = answer({ latestAt: '2027-05-10T10:00:00Z' });
    expect(monthQuestion(wide, '2027-02')).toBeNull();
    expect(monthQuestion(wide, '2027-03')).toEqual({ from: '2027-03-01', days: 31 });
    expect(monthQuestion(wide, '2027-05')).toEqual({ from: '2027-05-01', days: 31 });
    expect(monthQuestion(wide, '2027-06')).toBeNull();
  });

  it('counts dates in the zone of the answer', () => {
    expect(todayOf(answer())).toBe('2027-02-01');
    expect(lastBookableDate(answer())).toBe('2027-02-16');
    expect(todayOf(answer({ offsets: [] }))).toBe('2027-02-01');
  });
});

describe('two answers', () => {
  const later = answer({
    starts: ['2027-02-03T09:00:00Z', '2027-04-01T08:00:00Z'],
    offsets: [
      { from: '2027-02-28T23:00:00Z', minutes: 60 },
      { from: '2027-03-28T01:00:00Z', minutes: 120 },
    ],
  });

  it('give each start once and in order', () => {
    const starts = ['2027-02-02T09:00:00Z', '2027-02-03T09:00:00Z', '2027-04-01T08:00:00Z'].map(at);
    expect(mergedStarts(answer(), later)).toEqual(starts);
    expect(mergedStarts(undefined)).toEqual([]);
  });

  it('give the offsets of both without repeating one that only goes on', () => {
    expect(widestOffsets(answer(), undefined)).toEqual(answer().offsets);
    expect(widestOffsets(answer(), later)).toEqual([...answer().offsets, later.offsets[1]]);
  });
});

describe('a chosen start', () => {
  it('is gone when an answer that covers its date lists it no longer', () => {
    expect(isGone(at('2027-02-02T10:00:00Z'), answer(), undefined, '2027-02')).toBe(true);
    expect(isGone(at('2027-02-02T09:00:00Z'), answer(), undefined, '2027-02')).toBe(false);
  });

  it('is not gone because no answer speaks of its date', () => {
    const farOff = at('2027-05-04T09:00:00Z');
    expect(isGone(farOff, answer(), undefined, '2027-05')).toBe(false);
    expect(isGone(farOff, answer(), answer({ starts: [] }), '2027-04')).toBe(false);
    expect(isGone(farOff, answer(), answer({ starts: [] }), '2027-05')).toBe(true);
  });
});
