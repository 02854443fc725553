import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import type { ConnectionRow } from '../connections/connection-store.ts';
import { ProviderError } from '../providers/provider.ts';
import { createEventStore } from './event-store.ts';
import { type EntryAnswer, leaseMs, type PlaceDeps, placeEvent } from './place-event.ts';

const mongo = createMongo();
const events = createEventStore(mongo);
const input = { tenantId: 'ten_1', interviewId: 'int_1', personId: 'per_1' };
const start = Date.parse('2027-03-01T09:00:00Z');
const connection = {
  _id: 'con_1',
  tenantId: 'ten_1',
  personId: 'per_1',
  provider: 'caldav',
  zone: 'UTC',
  writeTo: 'work',
  calendars: [{ id: 'work' }],
} as unknown as ConnectionRow;
const entry = {
  uid: 'int_1@ours.example',
  sequence: 1,
  startsAt: '2027-03-02T09:00:00Z',
  endsAt: '2027-03-02T10:00:00Z',
  summary: 'Interview',
  description: '',
  location: '',
  url: null,
} as unknown as EntryAnswer['entry'];
let now: number;
let truth: () => Promise<EntryAnswer>;
let rows: ConnectionRow[];
let put: () => Promise<{ ref: string; etag: string }>;
let done: string[];
const deps = {
  events,
  connections: { listOf: async () => rows },
  access: { use: async (_: unknown, __: unknown, act: (secret: unknown) => unknown) => await act({}) },
  writers: {
    caldav: {
      put: async () => {
        done.push('put');
        return await put();
      },
      isThere: async () => true,
      remove: async () => {
        done.push('remove');
        return 'removed';
      },
    },
  },
  booking: {
    entryFor: async () => await truth(),
    recordPlaced: async ({ isThere, because }: { isThere: boolean; because: string | null }) => {
      done.push(`recorded ${isThere} ${because}`);
    },
  },
  tell: async () => void done.push('told'),
  now: () => now,
} as unknown as PlaceDeps;

beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('place_event') };
  await openMongo(mongo, target, new AbortController().signal);
});
afterAll(async () => await mongo.close());
beforeEach(async () => {
  await mongo.db?.dropDatabase();
  now = start;
  done = [];
  rows = [connection];
  truth = async () => ({ rev: 1, to: 'con_1/work', entry });
  put = async () => ({ ref: 'one', etag: '"1"' });
});

it('a try that was held up until its entry is somebody else’s writes nothing into the calendar any more', async () => {
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<EntryAnswer>();
  truth = async () => {
    asked.resolve();
    return await held.promise;
  };
  const slow = placeEvent(deps, input, now);
  await asked.promise;
  now += leaseMs + 1;
  truth = async () => ({ rev: 2, to: null, entry: null });
  expect(await placeEvent(deps, input, now)).toEqual({ outcome: 'removed', because: null });
  held.resolve({ rev: 1, to: 'con_1/work', entry });
  await expect(slow).rejects.toThrow('somebody else');
  expect(done).toEqual(['recorded false null']);
});

it('booking hears which text was put there, as it said before the entry was written', async () => {
  truth = async () => ({ rev: 1, textRev: 3, to: 'con_1/work', entry });
  const reports: unknown[] = [];
  const recordPlaced = async (report: unknown) => void reports.push(report);
  await placeEvent({ ...deps, booking: { ...deps.booking, recordPlaced } }, input, now);
  expect(reports).toMatchObject([{ rev: 1, textRev: 3, isThere: true }]);
});

it('a try that ends late leaves the entry to whoever has it meanwhile', async () => {
  const held = Promise.withResolvers<{ ref: string; etag: string }>();
  put = async () => await held.promise;
  const slow = placeEvent(deps, input, now);
  await expect.poll(() => done).toEqual(['put']);
  now += leaseMs + 1;
  const mine = { now: new Date(now), until: new Date(now + leaseMs) };
  const ref = { _id: 'int_1:per_1', tenantId: 'ten_1', personId: 'per_1' };
  expect(await events.claim(ref, mine)).not.toBeNull();
  held.resolve({ ref: 'one', etag: '"old"' });
  await slow;
  expect(await events.claim(ref, mine)).toBeNull();
  expect((await events.listIn('ten_1', 'con_1'))[0]).toMatchObject({ etag: null });
});

it('where booking knows of another calendar than was chosen it is told, and nothing is put anywhere', async () => {
  truth = async () => ({ rev: 1, to: 'con_0/lost', entry });
  await expect(placeEvent(deps, input, now)).rejects.toThrow('did not know');
  expect(done).toEqual(['told']);
});

it('an entry whose write to another calendar fails, or to its own, is missed by no look until one succeeds', async () => {
  const failing = async () => await Promise.reject(new ProviderError('retryable'));
  const standing = async (connectionId: string, calendarId: string) =>
    (await events.listStanding({ tenantId: 'ten_1', connectionId, calendarId }, new Date(now))).length;
  await placeEvent(deps, input, now);
  expect(await standing('con_1', 'work')).toBe(1);
  const good = put;
  put = failing;
  await expect(placeEvent(deps, input, now)).rejects.toThrow('retryable');
  expect(await standing('con_1', 'work')).toBe(0);
  rows = [{ ...connection, _id: 'con_2' }];
  truth = async () => ({ rev: 1, to: 'con_2/work', entry });
  await expect(placeEvent(deps, input, now)).rejects.toThrow('retryable');
  expect(await standing('con_2', 'work')).toBe(0);
  expect((await events.listIn('ten_1', 'con_2'))[0]).toMatchObject({ etag: null, drift: null });
  put = good;
  await placeEvent(deps, input, now);
  expect(await standing('con_2', 'work')).toBe(1);
});

it.each([
  ['cannot be reached', new ProviderError('retryable'), 'retryable'],
  ['was sealed with a key that is gone', new Error('no key'), 'unreadable'],
])('a calendar that %s is tried for a day, and then HR are told', async (_, error, because) => {
  put = async () => await Promise.reject(error);
  const since = now;
  await expect(placeEvent(deps, input, since)).rejects.toBe(error);
  now += 25 * 3_600_000;
  expect(await placeEvent(deps, input, since)).toEqual({ outcome: 'failed', because });
  expect(done.at(-1)).toBe(`recorded false ${because}`);
});
