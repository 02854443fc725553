import type { SeriesSlot, SeriesSlotsView } from '@interlude/shared/schemas/views';
import { expect, it } from 'vitest';
import { openCount, ruleFrom, wantedStarts } from './series.models.ts';

const day = (date: number) => `2027-02-${String(date).padStart(2, '0')}T09:00:00Z`;
const free = (date: number): SeriesSlot => ({ startsAt: day(date), free: true, alternatives: [] });
const viewOf = (...times: SeriesSlot[]): SeriesSlotsView => ({ zone: 'UTC', offsets: [], times, tzdata: '2026f' });
const taken: SeriesSlot = { startsAt: day(15), free: false, because: 'taken', alternatives: [day(14), day(16)] };
const beyond: SeriesSlot = { startsAt: day(28), free: false, because: 'window', alternatives: [] };

it('makes rules of what the reader chooses', () => {
  expect(ruleFrom('no', 6)).toBeNull();
  expect(ruleFrom('biweekly', 6)).toEqual({ freq: 'WEEKLY', interval: 2, count: 6 });
  expect(ruleFrom('monthly', 2)).toEqual({ freq: 'MONTHLY', interval: 1, count: 2 });
});

it('books what is free, with other times or without what is taken, and asks as long as that is open', () => {
  const view = viewOf(free(8), taken, free(22));
  expect([wantedStarts(view, {}), openCount(view, {})]).toEqual([null, 1]);
  expect(wantedStarts(view, { [day(15)]: day(16) })).toEqual([day(8), day(16), day(22)]);
  expect(wantedStarts(view, { [day(15)]: 'out', [day(22)]: 'out' })).toEqual([day(8)]);
  // Another time that is gone by now is an open question again.
  expect(wantedStarts(view, { [day(15)]: day(17) })).toBeNull();
});

it('leaves out what is too far ahead without asking', () => {
  expect(wantedStarts(viewOf(free(8), free(15), beyond), {})).toEqual([day(8), day(15)]);
});
