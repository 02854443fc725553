import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builtInViews,
  byDay,
  isFiltered,
  type ListState,
  listOrders,
  listSearch,
  listStateFrom,
  noFilter,
  rangeOf,
  showsNoTime,
  withStatus,
} from './list-state.models.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const date = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const state: fc.Arbitrary<ListState> = fc.record({
  text: fc.string({ maxLength: 100 }).map((text) => text.trim()),
  statuses: fc.subarray([...interviewStatuses]),
  jobId: fc.option(id),
  personId: fc.option(id),
  attention: fc.boolean(),
  from: fc.option(date),
  to: fc.option(date),
  order: fc.constantFrom(...listOrders),
});
const none: ListState = { ...noFilter, order: 'day' };
const paramsOf = (search: string) => Object.fromEntries(new URLSearchParams(search));

describe('the address of the list', () => {
  it('gives back every state it was made from, also as a saved view keeps it', () => {
    fc.assert(
      fc.property(state, (given) => {
        const search = listSearch(given);
        expect(listStateFrom(paramsOf(search))).toEqual(given);
        expect(search.slice(1)).toMatch(/^[\w\-.~%+,=&:*]*$/);
      }),
    );
  });

  it('is empty for what comes up, and leaves out what it does not know', () => {
    expect(listSearch(none)).toBe('');
    const odd = { status: 'invited,nonsense', job: '../x', from: '2027-02-30', order: 'name', person: undefined };
    expect(listStateFrom(odd)).toEqual({ ...none, statuses: ['invited'] });
  });

  it('reads a status that is given twice, and the first of two jobs', () => {
    const read = listStateFrom({ status: ['expired', 'invited'], job: ['job_1', 'job_2'] });
    expect(read.statuses).toEqual(['invited', 'expired']);
    expect(read.jobId).toBe('job_1');
  });

  it('is written for each view that everybody has as it is read from it', () => {
    for (const { search } of builtInViews) expect(listSearch(listStateFrom(paramsOf(search)))).toBe(search);
  });
});

describe('a filter', () => {
  it('of statuses keeps the order of a life', () => {
    const more = withStatus({ ...none, statuses: ['cancelled'], jobId: 'job_1' }, 'invited', true);
    expect(more).toEqual({ ...none, statuses: ['invited', 'cancelled'], jobId: 'job_1' });
    expect(withStatus(more, 'cancelled', false).statuses).toEqual(['invited']);
  });

  it('is set by anything but the order', () => {
    expect(isFiltered({ ...none, order: 'newest' })).toBe(false);
    for (const set of [{ statuses: ['expired'] as const }, { text: 'x' }, { attention: true }, { to: '2027-01-01' }])
      expect(isFiltered({ ...none, ...set })).toBe(true);
  });

  it('leaves what has no time below the days, unless dates or statuses leave it out', () => {
    expect(showsNoTime(none)).toBe(true);
    expect(showsNoTime({ ...none, statuses: ['invited', 'expired'] })).toBe(true);
    for (const set of [{ statuses: ['expired'] as const }, { from: '2027-01-01' }, { order: 'latest' as const }])
      expect(showsNoTime({ ...none, ...set })).toBe(false);
  });
});

describe('rows', () => {
  it('are counted by day, unless more of that day stands on another page', () => {
    const days = (rows: readonly string[], before: string | null, hasMore: boolean) =>
      byDay(rows, (row) => row, { before, hasMore }).map(({ date: day, count }) => [day, count]);
    expect(days(['1', '1', '2', '3'], null, false)).toEqual([
      ['1', 2],
      ['2', 1],
      ['3', 1],
    ]);
    expect(days(['1', '1', '2', '3'], '1', true)).toEqual([
      ['1', null],
      ['2', 1],
      ['3', null],
    ]);
  });

  it('are chosen from one to another in either direction, and alone where the first is not there any more', () => {
    const ids = ['a', 'b', 'c', 'd'];
    expect(rangeOf(ids, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(rangeOf(ids, 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(rangeOf(ids, 'x', 'b')).toEqual(['b']);
    expect(rangeOf(ids, null, 'c')).toEqual(['c']);
  });
});
