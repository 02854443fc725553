import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { ConnectionRow } from '../connections/connection-store.ts';
import { createEventStore } from './event-store.ts';
import { type TakeOutDeps, takeAllOut } from './take-all-out.ts';

const mongo = createMongo();
const events = createEventStore(mongo);
const connection = { _id: 'con_1', tenantId: 'ten_1', personId: 'per_1', provider: 'caldav' } as ConnectionRow;
const ref = { _id: 'int_1:per_1', tenantId: 'ten_1', personId: 'per_1' };
const removed: string[] = [];
let tries = 0;
const claim: typeof events.claim = async (...asked) => {
  tries += 1;
  return await events.claim(...asked);
};
const deps = {
  events: { ...events, claim },
  now: Date.now,
  access: { use: async (_: unknown, __: unknown, act: (secret: unknown) => unknown) => await act({}) },
  writers: { caldav: { remove: async (_: unknown, __: unknown, key: string) => removed.push(key) } },
} as unknown as TakeOutDeps;
beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('take_out') };
  await openMongo(mongo, target, new AbortController().signal);
});
afterAll(async () => await mongo.close());

it('an entry that is being written is taken out when it is written, so that nothing comes after', async () => {
  const until = new Date(Date.now() + 30_000);
  await events.claim(ref, { now: new Date(), until });
  await events.write({ ...ref, until }, { connectionId: 'con_1', calendarId: 'work' });
  let isWritten = false;
  const out = takeAllOut(deps, connection).then(() => expect(isWritten).toBe(true));
  await expect.poll(() => tries).toBeGreaterThan(1);
  expect(removed).toEqual([]);
  isWritten = true;
  await events.write({ ...ref, until }, { until: new Date(0) });
  await out;
  expect(removed).toHaveLength(1);
  expect(await events.listIn('ten_1', 'con_1')).toEqual([]);
});
