import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Portal, type PortalOptions, startPortal } from './portal.ts';
import { makeDummyRoot } from './test-dummy-root.ts';
import { connects } from './until-ready.ts';

let root = '';
let portal: Portal;

beforeAll(async () => {
  root = await makeDummyRoot();
  portal = await startPortal(options());
});
afterAll(async () => {
  await portal.stop();
  await rm(root, { recursive: true, force: true });
});

it('resolves when every process answers, each on a port of its own with the others’ addresses', async () => {
  const notifications = await variablesSeenBy('notifications');

  expect(Object.keys(portal.pids()).sort()).toEqual(['booking', 'notifications', 'sandbox', 'workflows']);
  expect(notifications['INTERLUDE_BOOKING_INTERNAL_URL']).toBe(portal.urls.bookingInternal);
  expect(notifications['INTERLUDE_POSTMARK_URL']).toBe(portal.urls.sandbox);
  expect(notifications['INTERLUDE_INTERNAL_KEY']).toBe((await variablesSeenBy('booking'))['INTERLUDE_INTERNAL_KEY']);
  expect(Buffer.from(notifications['INTERLUDE_INTERNAL_KEY']?.replace('dev-', '') ?? '', 'base64url')).toHaveLength(32);
});

it('gives each process the variables meant for it alone and none of the test runner', async () => {
  expect((await variablesSeenBy('booking'))['INTERLUDE_LIMITS']).toBe('off');
  expect(await variablesSeenBy('workflows')).not.toHaveProperty('INTERLUDE_LIMITS');
  expect(Object.keys(await variablesSeenBy('booking')).filter((name) => name.startsWith('VITEST'))).toEqual([]);
});

it('kills one process with -9 and brings it back at the same address', async () => {
  const { workflows } = portal.pids();

  await portal.kill9('workflows');
  expect(await connects(portal.settings.ports.workflows)).toBe(false);
  await portal.restart('workflows');

  expect(portal.pids().workflows).not.toBe(workflows);
  expect(await connects(portal.settings.ports.workflows)).toBe(true);
  expect(await connects(portal.settings.ports.booking)).toBe(true);
});

it('keeps what each process printed', () => {
  expect(portal.logs('booking')).toContain(`"port":${portal.settings.ports.booking}`);
  expect(portal.logs()).toContain(`"port":${portal.settings.ports.sandbox}`);
});

it('fails with the words of the process that does not start, and leaves none behind', async () => {
  const failing = startPortal({ ...options(), env: { booking: { DUMMY_FAILS: '1' } } });
  await expect(failing).rejects.toThrow('the dummy does not want to');
});

function options(): PortalOptions {
  return {
    root,
    mongoUrl: 'mongodb://127.0.0.1:1/',
    temporalAddress: '127.0.0.1:1',
    databases: { booking: 'booking', notifications: 'notifications' },
    env: { booking: { INTERLUDE_LIMITS: 'off' } },
  };
}

async function variablesSeenBy(service: 'booking' | 'notifications' | 'workflows'): Promise<Record<string, string>> {
  return (await fetch(portal.urls[service])).json() as Promise<Record<string, string>>;
}
