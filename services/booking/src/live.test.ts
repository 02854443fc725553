import { until } from '@interlude/dev-stack/until-ready';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

it('ends quietly for a page that was closed before its stream had begun, or while it waits', async () => {
  const { live } = portal.app;
  const leaving = new AbortController();
  const waiting = live.events(leaving.signal).next();
  leaving.abort();

  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await live.events(AbortSignal.abort()).next()).toEqual({ done: true, value: undefined });
});

it('tells of everything that happens from the moment it says ready, and costs nothing once nobody listens', async () => {
  const templateId = await portal.addTemplate([await portal.addInterviewer()]);
  const candidate = await portal.invite(templateId);
  const { starts } = await candidate.slots();
  const leaving = new AbortController();
  const events = portal.app.live.events(leaving.signal);

  expect((await events.next()).value).toEqual({ type: 'ready' });
  await candidate.book(starts[0] ?? '');
  const heard = [];
  do heard.push((await events.next()).value);
  while (!heard.some(({ type }) => type === 'slotsChanged') || !heard.some(({ type }) => type === 'interviewChanged'));
  expect(heard).toContainEqual({ type: 'interviewChanged', interviewId: candidate.interviewId });
  expect(heard).toContainEqual(expect.objectContaining({ type: 'slotsChanged', tenantId: portal.tenantId }));
  expect(await portal.openChangeStreams()).toBe(2);

  leaving.abort();
  while (!(await events.next()).done);
  await until('both streams are closed', async () => (await portal.openChangeStreams()) === 0, { everyMs: 20 });
});
