import { expect, it } from 'vitest';
import { issuePaths } from './issue-paths.models.ts';

it('tells where the server found a part of the input wrong, and nothing of the rest or of any other problem', () => {
  const issues = ['policy.nudges.1', 'name', 'policyless.limit'].map((path) => ({ path, message: 'wrong' }));
  const refused = { kind: 'refused' as const, refusal: { code: 'invalid_input' as const, issues } };
  expect(issuePaths(refused, 'policy')).toEqual(['nudges.1']);
  expect(issuePaths({ kind: 'refused', refusal: { code: 'not_found' } }, 'policy')).toEqual([]);
  expect([issuePaths({ kind: 'offline' }, 'policy'), issuePaths(null, 'policy')]).toEqual([[], []]);
});
