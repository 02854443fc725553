import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListState } from '../interviews.queries.ts';
import { isFiltered, listSearch, listStateFrom, withStatus } from './list-state.models.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const state: fc.Arbitrary<ListState> = fc.record({
  statuses: fc.subarray([...interviewStatuses]),
  jobId: fc.option(id),
  cursor: fc.option(id),
});

describe('the address of the list', () => {
  it('gives back every state it was made from', () => {
    fc.assert(
      fc.property(state, (given) => {
        const params = Object.fromEntries(new URLSearchParams(listSearch(given)));
        expect(listStateFrom(params)).toEqual(given);
      }),
    );
  });

  it('is empty for the whole list, and leaves out what it does not know', () => {
    expect(listSearch({ statuses: [], jobId: null, cursor: null })).toBe('');
    expect(listStateFrom({ status: 'invited,nonsense', job: '../x', after: undefined })).toEqual({
      statuses: ['invited'],
      jobId: null,
      cursor: null,
    });
  });

  it('reads a status that is given twice, and the first of two jobs', () => {
    const read = listStateFrom({ status: ['expired', 'invited'], job: ['job_1', 'job_2'] });
    expect(read.statuses).toEqual(['invited', 'expired']);
    expect(read.jobId).toBe('job_1');
  });
});

describe('switching a status', () => {
  it('begins on the first page and keeps the order of a life', () => {
    const start: ListState = { statuses: ['cancelled'], jobId: 'job_1', cursor: 'int_9' };
    const more = withStatus(start, 'invited', true);
    expect(more).toEqual({ statuses: ['invited', 'cancelled'], jobId: 'job_1', cursor: null });
    expect(withStatus(more, 'cancelled', false).statuses).toEqual(['invited']);
  });

  it('is a filter only while a status or a job is chosen', () => {
    expect(isFiltered({ statuses: [], jobId: null, cursor: 'int_1' })).toBe(false);
    expect(isFiltered({ statuses: ['expired'], jobId: null, cursor: null })).toBe(true);
    expect(isFiltered({ statuses: [], jobId: 'job_1', cursor: null })).toBe(true);
  });
});
