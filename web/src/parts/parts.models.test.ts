import type { PartSlotsView } from '@interlude/shared/schemas/views';
import { expect, it } from 'vitest';
import {
  askFrom,
  boundsOf,
  chosenList,
  goneOf,
  minutesBetween,
  nextOpen,
  numberOf,
  openParts,
  type Part,
  startsOf,
} from './parts.models.ts';

const part = (interviewId: string, status: Part['status'] = 'invited'): Part => {
  return { interviewId, status, type: 'technical', durationMinutes: 60, startsAt: null, endsAt: null };
};
const parts = {
  gapMinutes: { min: 0, max: null },
  withinDays: 1,
  all: [part('a'), part('b', 'cancelled'), part('c'), part('d')],
};
const nine = Date.parse('2027-02-01T09:00:00Z');
const answer: PartSlotsView = {
  zone: 'UTC',
  offsets: [],
  parts: [
    { interviewId: 'a', starts: ['2027-02-01T09:00:00Z'] },
    { interviewId: 'c', starts: [] },
  ],
  earliestAt: '2027-02-01T00:00:00Z',
  latestAt: '2027-02-15T00:00:00Z',
  tzdata: '2026f',
};

it('counts every part and books those without a time together', () => {
  expect(openParts(parts).map(({ interviewId }) => interviewId)).toEqual(['a', 'c', 'd']);
  expect(openParts(undefined)).toEqual([]);
  expect(numberOf(parts, 'c')).toBe(3);
});

it('goes on with the next part that has no time, and begins anew after the last', () => {
  const open = openParts(parts);
  expect(nextOpen(open, {}, null)).toBe('a');
  expect(nextOpen(open, { a: nine }, 'a')).toBe('c');
  expect(nextOpen(open, { c: nine, d: nine }, 'd')).toBe('a');
  expect(nextOpen(open, { a: nine, c: nine, d: nine }, 'd')).toBeNull();
});

it('asks in the order of the parts', () => {
  expect(chosenList(openParts(parts), { c: nine, a: nine }).map(({ interviewId }) => interviewId)).toEqual(['a', 'c']);
  expect(startsOf(answer, 'a')).toEqual([nine]);
  expect(startsOf(undefined, 'a')).toEqual([]);
});

it('asks from today for the first page of weeks, and for each later one from its beginning', () => {
  // A Wednesday: pages begin on Monday the 8th, five weeks each.
  const from = (date: string) => askFrom(date, '2027-02-10', 1);
  expect(from('2027-02-10')).toBeNull();
  expect(from('2027-03-14')).toBeNull();
  expect(from('2027-03-15')).toBe('2027-03-15');
  expect(from('2027-04-18')).toBe('2027-03-15');
  expect(from('2027-04-19')).toBe('2027-04-19');
});

it('lets the days be looked through to the last of the window, in the zone of the answer', () => {
  const kiritimati = { ...answer, offsets: [{ from: '2027-01-31T10:00:00Z', minutes: 840 }] };
  // A Sunday evening in UTC, and already Monday there, in a week of its own.
  const wide = { ...kiritimati, latestAt: '2027-02-14T20:00:00Z' };
  const days = { today: '2027-02-01', day: '2027-02-03', dates: ['2027-02-03', '2027-02-05'], hasChosen: false };
  expect(boundsOf(wide, days)).toEqual({ from: '2027-02-01', to: '2027-02-15' });
  expect(boundsOf(wide, { ...days, hasChosen: true })).toEqual({ from: '2027-02-03', to: '2027-02-05' });
  expect(boundsOf(undefined, days)).toEqual({ from: '2027-02-01', to: '2027-02-03' });
});

it('finds the part that was lost: the one that has other times, else the last', () => {
  const open = openParts(parts);
  const starts = (lists: Record<string, string[]>) => ({
    ...answer,
    parts: Object.entries(lists).map(([interviewId, some]) => ({ interviewId, starts: some })),
  });
  const [kept, other] = ['2027-02-01T09:00:00Z', '2027-02-01T12:00:00Z'];
  expect(goneOf(starts({ a: [kept], c: [kept], d: [] }), open, { a: nine, c: nine })).toBeNull();
  expect(goneOf(starts({ a: [other], c: [], d: [] }), open, { a: nine, c: nine })).toBe('a');
  expect(goneOf(starts({ a: [], c: [other], d: [] }), open, { a: nine, c: nine })).toBe('c');
  expect(goneOf(starts({ a: [], c: [], d: [] }), open, { a: nine, c: nine })).toBe('c');
});

it('knows the pause between a part and the next, and none where they touch', () => {
  expect(minutesBetween(nine, 60, nine + 90 * 60_000)).toBe(30);
  expect(minutesBetween(nine, 60, nine + 60 * 60_000)).toBe(0);
});
