import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
let now = Date.now();
let interviewId: string;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  ({ interviewId } = await portal.invite(await portal.addTemplate([await portal.addInterviewer()])));
  const marks = ['one', 'two'].map((of, n) => ({ cause: 'bounced', of, since: new Date(now - (n + 1) * 3_600_000) }));
  const set = { marks: [...marks, { cause: 'not_sent', of: 'three', since: new Date(now) }] };
  await portal.collection<{ _id: string }>('bookings').updateOne({ _id: interviewId }, { $set: set });
});
afterAll(async () => await portal.stop());

const bounced = () => ({ kind: 'bounced', interviewId });
const queue = async () =>
  (await portal.admin.ask<{ items: { kind: string; since: string }[] }>('queue.list', {})).items;
const dismiss = async () =>
  await portal.admin.call('queue.dismiss', { ...bounced(), reason: { code: 'handled' }, idempotencyKey: intentKey() });
const notFound = { refusal: { code: 'not_found' } };

it('what was dismissed can be taken back for a moment, once, and waits since when it did', async () => {
  const before = await queue();
  expect(before.map(({ kind }) => kind)).toEqual(['bounced', 'not_sent']);
  await expect(portal.admin.call('queue.restore', bounced())).rejects.toMatchObject(notFound);
  await dismiss();
  expect((await queue()).map(({ kind }) => kind)).toEqual(['not_sent']);
  await expect(portal.admin.call('queue.restore', { ...bounced(), kind: 'not_sent' })).rejects.toMatchObject(notFound);

  const restore = { ...bounced(), idempotencyKey: intentKey() };
  expect(await portal.admin.call('queue.restore', restore)).toEqual({ restored: true });
  expect(await portal.admin.call('queue.restore', restore)).toEqual({ restored: true });
  expect(await queue()).toEqual(before);
  const rows = await portal.collection('audit').find({ action: 'restoreAttention' }).toArray();
  expect(rows).toMatchObject([{ interviewId, detail: { attention: 'bounced bounced' } }]);
  await expect(portal.admin.call('queue.restore', bounced())).rejects.toMatchObject(notFound);
});

it('stays dismissed after a minute', async () => {
  await dismiss();
  now += 61_000;
  await expect(portal.admin.call('queue.restore', bounced())).rejects.toMatchObject(notFound);
  expect((await queue()).map(({ kind }) => kind)).toEqual(['not_sent']);
});
