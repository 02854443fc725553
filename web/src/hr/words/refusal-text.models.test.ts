import { type Refusal, type RefusalCode, refusalStatus } from '@interlude/shared/booking/refusal';
import { describe, expect, it } from 'vitest';
import { hrProblemText, hrRefusalText } from './refusal-text.models.ts';
import { testWords } from './test-words.ts';

const numbers = {
  alternatives: [],
  because: 'hours',
  version: 3,
  status: 'cancelled',
  action: 'cancel',
  allowed: [],
  used: 2,
  limit: 2,
  cutoffAt: '2026-12-01T09:00:00Z',
  codes: [],
  zone: 'Mars/Base',
  localTime: '02:30',
  issues: [{ path: 'email', message: 'bad' }],
  until: '2026-12-01T09:00:00Z',
  interviewId: 'int_1',
  personId: 'per_1',
  from: 30,
  to: 60,
  retryAfterSeconds: 5,
  group: 0,
  missing: 2,
};
const refusalOf = (code: RefusalCode, more: object = {}) => ({ ...numbers, code, ...more }) as unknown as Refusal;

describe('a refusal in words for staff', () => {
  it('has a whole sentence for every code there is', () => {
    for (const code of Object.keys(refusalStatus) as RefusalCode[]) {
      const text = hrRefusalText(refusalOf(code), testWords);
      expect(text, code).toMatch(/^[A-Z].*\.$/);
      expect(text, code).not.toMatch(/[{}_]/);
    }
  });

  it('says what the interview has become', () => {
    expect(hrRefusalText(refusalOf('version_conflict'), testWords)).toContain('now: cancelled');
    expect(hrRefusalText(refusalOf('status_forbids', { status: 'in_progress' }), testWords)).toContain('in progress');
    const saved = hrRefusalText(refusalOf('version_conflict', { status: 'active' }), testWords);
    expect(saved).toMatch(/^Somebody saved another change/);
  });

  it('tells a request that somebody decided already from an interview that moved on', () => {
    const decided = refusalOf('status_forbids', { action: 'decideRetake', status: 'issued' });
    expect(hrRefusalText(decided, testWords)).toBe('Somebody has already decided this request.');
  });

  it('gives the instant in the zone of whoever reads', () => {
    expect(hrRefusalText(refusalOf('retake_cooldown'), testWords)).toContain('10:00');
  });

  it('names the outcome or the status that rules a retake out', () => {
    expect(hrRefusalText(refusalOf('retake_not_eligible', { because: 'passed' }), testWords)).toContain('“Passed”');
    expect(hrRefusalText(refusalOf('retake_not_eligible', { because: 'no_show' }), testWords)).toContain('no-show');
    expect(hrRefusalText(refusalOf('retake_not_eligible', { because: '?' }), testWords)).toContain('completed');
  });

  it('tells no connection from a fault, which has a reference', () => {
    expect(hrProblemText({ kind: 'offline' }, testWords)).toContain('no connection');
    expect(hrProblemText({ kind: 'fault', reference: 'req_7' }, testWords)).toContain('req_7');
    expect(hrProblemText({ kind: 'refused', refusal: refusalOf('forbidden') }, testWords)).toContain('role');
  });
});
