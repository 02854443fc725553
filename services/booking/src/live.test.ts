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
