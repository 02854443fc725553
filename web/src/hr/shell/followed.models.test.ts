import { expect, it } from 'vitest';
import { isFollowed, isOldNow } from './followed.models.ts';

const asked = (queryKey: readonly unknown[], dataUpdatedAt = 0, fetchStatus = 'idle') => ({
  queryKey,
  state: { dataUpdatedAt, fetchStatus },
});

it.each([
  [['interviews', 'list', {}], true],
  [['interviews', 'get', 'int_1'], true],
  [['candidates', 'list'], true],
  [['jobs'], true],
  [['interviews', 'preview', {}], false],
  [['interviews', 'whyNot', 'int_1'], false],
  [['interviews', 'message', 'int_1'], false],
  [['applications', 'get', 'app_1'], false],
  [['templates'], false],
])('what a change makes the console ask for again: %j is %s', (key, isAsked) => {
  expect(isFollowed(asked(key))).toBe(isAsked);
});

it('a stream that begins asks only for what the page has not just asked for itself', () => {
  const now = 100_000;
  expect(isOldNow(asked(['interviews', 'list'], now - 1_000), now)).toBe(false);
  expect(isOldNow(asked(['interviews', 'list'], 0, 'fetching'), now)).toBe(false);
  expect(isOldNow(asked(['interviews', 'list'], now - 60_000), now)).toBe(true);
  expect(isOldNow(asked(['templates'], now - 60_000), now)).toBe(false);
});
