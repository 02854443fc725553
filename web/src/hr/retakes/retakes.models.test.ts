import { describe, expect, it } from 'vitest';
import { testInterview } from '../interviews/test-interview.ts';
import { decisionCodesOf, issuesAtOf, stateFrom } from './retakes.models.ts';

describe('an approval', () => {
  const completedAt = Date.parse('2026-03-24T08:00:00Z');
  const berlin = { ...testInterview(), zone: 'Europe/Berlin' };

  it('issues the attempt when the waiting time ends, by the wall clock across a change of clocks', () => {
    const issuesAt = issuesAtOf(berlin, completedAt, completedAt + 1);
    expect(issuesAt).toBe(Date.parse('2026-03-31T07:00:00Z'));
  });

  it('issues it at once when the waiting time is over or was never begun', () => {
    expect(issuesAtOf(berlin, completedAt, Date.parse('2026-03-31T07:00:00Z'))).toBeNull();
    expect(issuesAtOf(berlin, null, completedAt)).toBeNull();
  });
});

describe('a decision', () => {
  it('offers the reasons that fit it', () => {
    expect(decisionCodesOf('approve')).toEqual(['technical_problem', 'illness', 'goodwill', 'other']);
    expect(decisionCodesOf('reject')).toEqual(['not_justified', 'position_filled', 'other']);
  });

  it('begins with what waits, whatever the address says', () => {
    expect(stateFrom(undefined)).toBe('pending');
    expect(stateFrom('nonsense')).toBe('pending');
    expect(stateFrom('issued')).toBe('issued');
  });
});
