import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

interface Views {
  readonly views: { readonly viewId: string; readonly name: string; readonly mayChange: boolean }[];
}
const newColleague = async (roles: string[]): Promise<Browser> => {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  await portal.admin.call('people.create', { name: 'Somebody', email, roles, zone: 'UTC', password });
  return await portal.signIn(email, password);
};
const save = async (browser: Browser, more: object = {}) =>
  (await browser.call<{ viewId: string }>('views.save', { name: 'Mine', search: 'status=invited', ...more })).viewId;
const namesOf = async (browser: Browser) => (await browser.ask<Views>('views.list')).views.map(({ name }) => name);
const refused = (code: string) => ({ refusal: { code } });

it('shows everybody their own views and the shared ones, and lets the maker and administrators change these', async () => {
  const [maker, other] = [await newColleague(['recruiter']), await newColleague(['recruiter'])];
  const own = await save(maker, { name: 'Only mine' });
  const shared = await save(maker, { name: 'For all', shared: true });
  expect(await namesOf(maker)).toEqual(['Only mine', 'For all']);
  expect((await other.ask<Views>('views.list')).views).toMatchObject([{ name: 'For all', mayChange: false }]);
  await expect(other.call('views.rename', { viewId: own, name: 'X' })).rejects.toMatchObject(refused('not_found'));
  await expect(other.call('views.rename', { viewId: shared, name: 'X' })).rejects.toMatchObject(refused('forbidden'));
  await expect(portal.admin.call('views.remove', { viewId: own })).rejects.toMatchObject(refused('not_found'));
  await portal.admin.call('views.rename', { viewId: shared, name: 'For us' });
  await maker.call('views.remove', { viewId: shared });
  expect([await namesOf(maker), await namesOf(other)]).toEqual([['Only mine'], []]);
  await expect(other.call('views.restore', { viewId: shared })).rejects.toMatchObject(refused('forbidden'));
  await maker.call('views.restore', { viewId: shared });
  expect([await namesOf(maker), await namesOf(other)]).toEqual([['Only mine', 'For us'], ['For us']]);
});

it('keeps a view once, however often the request comes, and no more than fifty of one person', async () => {
  const maker = await newColleague(['interviewer']);
  const idempotencyKey = intentKey();
  expect(await save(maker, { idempotencyKey })).toBe(await save(maker, { idempotencyKey }));
  for (let n = 1; n < 50; n++) await save(maker, { name: `View ${n}` });
  await expect(save(maker)).rejects.toMatchObject(refused('invalid_input'));
  expect((await namesOf(maker)).filter((name) => name !== 'For us')).toHaveLength(50);
  await save(maker, { name: 'Shared ones count by themselves', shared: true });
});

it('takes no query that is none', async () => {
  for (const search of ['status=<b>', 'a=1 b', 'x'.repeat(1_001), { $ne: '' }])
    await expect(save(portal.admin, { search })).rejects.toMatchObject(refused('invalid_input'));
});
