import { TRPCClientError } from '@trpc/client';
import { expect, it, vi } from 'vitest';
import { isAskedAgain, isPassing, problemOf, refusalOf } from './api.ts';
import { createIntent } from './idempotency.ts';

function errorWith(data: object) {
  return TRPCClientError.from({ error: { message: 'x', code: -32_600, data } });
}

it('tells an expected no from a fault and from no answer at all', () => {
  const refused = errorWith({ refusal: { code: 'not_found' }, requestId: 'req_1' });
  expect(problemOf(refused)).toEqual({ kind: 'refused', refusal: { code: 'not_found' } });
  expect(problemOf(errorWith({ refusal: null, requestId: 'req_1' }))).toEqual({ kind: 'fault', reference: 'req_1' });
  expect(problemOf(new Error('a bug'))).toEqual({ kind: 'fault', reference: '' });
  expect(refusalOf(refused)).toEqual({ code: 'not_found' });
  expect(refusalOf(new Error('a bug'))).toBeNull();
});

it('says that there is no connection only where the browser knows of none', () => {
  const lost = TRPCClientError.from(new TypeError('fetch failed'));
  const late = TRPCClientError.from(new DOMException('The operation timed out.', 'TimeoutError'));
  vi.stubGlobal('navigator', { onLine: true });
  expect([lost, late].map(problemOf)).toEqual([{ kind: 'unanswered' }, { kind: 'unanswered' }]);
  vi.stubGlobal('navigator', { onLine: false });
  expect([lost, late].map(problemOf)).toEqual([{ kind: 'offline' }, { kind: 'offline' }]);
  vi.unstubAllGlobals();
});

it('tries again only what may pass by itself', () => {
  expect(isPassing(TRPCClientError.from(new TypeError('fetch failed')))).toBe(true);
  expect(isPassing(errorWith({ refusal: { code: 'unavailable', retryAfterSeconds: 2 } }))).toBe(true);
  expect(isPassing(errorWith({ refusal: { code: 'slot_taken', alternatives: [] } }))).toBe(false);
});

it('asks twice more by itself where no answer came, and not at all after the time limit, which is said at once', () => {
  const lost = TRPCClientError.from(new TypeError('fetch failed'));
  const late = TRPCClientError.from(new DOMException('The operation timed out.', 'TimeoutError'));
  expect([0, 1, 2].map((failures) => isAskedAgain(failures, lost))).toEqual([true, true, false]);
  expect(isAskedAgain(0, late)).toBe(false);
});

it('keeps one key per intent until it took effect', () => {
  const intent = createIntent();
  const first = intent.keyFor({ startsAt: 'a' });
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(intent.keyFor({ startsAt: 'a' })).toBe(first);
  const other = intent.keyFor({ startsAt: 'b' });
  expect(other).not.toBe(first);
  intent.settled();
  expect(intent.keyFor({ startsAt: 'b' })).not.toBe(other);
});
