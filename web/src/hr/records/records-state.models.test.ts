import { describe, expect, it } from 'vitest';
import { invitePath, recordsSearch, recordsStateFrom } from './records-state.models.ts';

describe('the address of a list of records', () => {
  it('holds its state, and reads again as it was written', () => {
    const state = { text: 'zoë q', archived: true, cursor: 'can_1' };
    const params = Object.fromEntries(new URLSearchParams(recordsSearch(state)));
    expect(recordsStateFrom(params)).toEqual(state);
    expect(recordsSearch(recordsStateFrom({}))).toBe('');
    expect(recordsStateFrom({ after: 'no id!' }).cursor).toBeNull();
  });

  it('of an invitation names what is known', () => {
    expect(invitePath({ job: 'job_1', candidate: 'can_1' })).toBe('/hr/invite?job=job_1&candidate=can_1');
  });
});
