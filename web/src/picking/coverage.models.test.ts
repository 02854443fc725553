import type { SlotsView } from '@interlude/shared/schemas/views';
import { describe, expect, it } from 'vitest';
import {
  earlierOf,
  isGone,
  lastBookableDate,
  mergedStarts,
  pageOf,
  pageQuestion,
  todayOf,
  widestOffsets,
} from './coverage.models.ts';

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
  const page = (from: string) => ({ from, days: 35 });

  it('is nothing while the window lies within it', () => {
    expect(pageQuestion(answer(), page('2027-02-01'))).toBeNull();
    expect(pageQuestion(answer(), page('2027-03-08'))).toBeNull();
  });

  it('is the page that reaches beyond it, and nothing after the last bookable date', () => {
    const wide = answer({ latestAt: '2027-05-10T10:00:00Z' });
    expect(pageQuestion(wide, page('2027-02-01'))).toBeNull();
    expect(pageQuestion(wide, page('2027-03-08'))).toEqual(page('2027-03-08'));
    expect(pageQuestion(wide, page('2027-04-12'))).toEqual(page('2027-04-12'));
    expect(pageQuestion(wide, page('2027-05-17'))).toBeNull();
  });

  it('is asked by pages that begin with the week of today', () => {
    const tuesday = answer({ offsets: [{ from: '2027-02-01T23:00:00Z', minutes: 60 }] });
    expect(pageOf(tuesday, '2027-03-07', 1)).toEqual(page('2027-02-01'));
    expect(pageOf(tuesday, '2027-03-08', 1)).toEqual(page('2027-03-08'));
    expect(pageOf(tuesday, '2027-03-08', 7)).toEqual(page('2027-03-07'));
  });

  it('counts dates in the zone of the answer', () => {
    expect(todayOf(answer())).toBe('2027-02-01');
    expect(lastBookableDate(answer())).toBe('2027-02-16');
    expect(todayOf(answer({ offsets: [] }))).toBe('2027-02-01');
  });
});

describe('why not earlier', () => {
  const now = at('2027-02-01T08:00:00Z');
  const first = (startsAt: string, earliestAt: string) => earlierOf(answer({ earliestAt }), at(startsAt), now);

  it('has nothing to say where the first start is today and without a notice', () => {
    expect(first('2027-02-01T14:00:00Z', '2027-02-01T08:05:00Z')).toBeNull();
  });

  it('says until when everything is too soon, and asks about no day that has a start', () => {
    const noticeUntil = at('2027-02-02T08:00:00Z');
    expect(first('2027-02-02T09:00:00Z', '2027-02-02T08:00:00Z')).toMatchObject({ noticeUntil, between: null });
  });

  it('asks about the days between the notice and the first start', () => {
    const between = { from: '2027-02-02', days: 3 };
    expect(first('2027-02-05T09:00:00Z', '2027-02-02T08:00:00Z')).toMatchObject({ between });
    expect(first('2027-02-02T09:00:00Z', '2027-02-01T08:00:00Z')).toMatchObject({
      noticeUntil: null,
      between: { from: '2027-02-01', days: 1 },
    });
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
  const page = (from: string) => ({ from, days: 35 });

  it('is gone when an answer that covers its date lists it no longer', () => {
    expect(isGone(at('2027-02-02T10:00:00Z'), answer(), undefined, null)).toBe(true);
    expect(isGone(at('2027-02-02T09:00:00Z'), answer(), undefined, null)).toBe(false);
  });

  it('is not gone because no answer speaks of its date', () => {
    const farOff = at('2027-05-04T09:00:00Z');
    const none = answer({ starts: [] });
    expect(isGone(farOff, answer(), undefined, page('2027-04-12'))).toBe(false);
    expect(isGone(farOff, answer(), none, null)).toBe(false);
    expect(isGone(farOff, answer(), none, page('2027-03-08'))).toBe(false);
    expect(isGone(farOff, answer(), none, page('2027-04-12'))).toBe(true);
  });
});
