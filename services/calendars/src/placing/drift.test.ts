import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import type { OwnEvent } from '../ical/busy-events.ts';
import { noteDrifts } from './drift.ts';
import { createEventStore } from './event-store.ts';

const mongo = createMongo();
const events = createEventStore(mongo);
const minute = 60_000;
const start = Date.parse('2027-03-01T09:00:00Z');
const [from, to] = [start + 24 * 60 * minute, start + 25 * 60 * minute];
const of = { tenantId: 'ten_1', interviewId: 'int_1', personId: 'per_1' };
const place = { connectionId: 'con_1', calendarId: 'work' };
const lease = { _id: 'int_1:per_1', tenantId: 'ten_1', personId: 'per_1', until: new Date(start + 30_000) };
let now: number;
let told: (string | null)[];
/** What its calendar answers when it is asked for the entry by its name. */
let isThere: () => Promise<boolean>;

beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('drift') };
  await openMongo(mongo, target, new AbortController().signal);
});
afterAll(async () => await mongo.close());
beforeEach(async () => {
  await mongo.db?.dropDatabase();
  [now, told] = [start, []];
  isThere = async () => true;
});

async function write(at: number): Promise<void> {
  const standing = { name: 'one', from: new Date(from), to: new Date(to), at: new Date(at) };
  await events.write(lease, { ...place, standing, drift: null, until: new Date(0) });
}
const claim = async () => await events.claim(lease, { now: new Date(now), until: lease.until });
/** What a look finds of the entry; nothing when it is gone. */
async function look(found: Partial<OwnEvent> | null, { at = now, reach = to } = {}): Promise<boolean> {
  const own = found === null ? [] : [{ name: 'one', from, to, isDeclined: false, ...found }];
  const tellDrift = async ({ drift, ...who }: { drift: string | null }) => {
    expect(who).toEqual(of);
    told.push(drift);
  };
  return await noteDrifts(
    { events, tellDrift, isThere, now: () => now },
    { tenantId: 'ten_1', ...place, own, at, to: reach },
  );
}

it('what somebody makes of an entry of ours is told once each time it changes, and once it is as it was', async () => {
  await claim();
  await write(start);
  now += 2 * minute;
  await look({});
  expect(told).toEqual([]);
  for (const found of [{ from: from + minute }, { from: from + minute }, { isDeclined: true }, null, null, {}, {}])
    await look(found);
  expect(told).toEqual(['moved', 'declined', 'gone', null]);
});

it('nothing is guessed from a look that began before it was written or reaches not as far, or while it is written', async () => {
  await claim();
  await look(null);
  await write(start + minute);
  now += 5 * minute;
  await look({ from: from + minute }, { at: start });
  await look(null, { reach: from });
  // Servers list what they have just taken a little later.
  expect(await look(null, { at: start + minute + 30_000 })).toBe(false);
  expect(told).toEqual([]);
  expect(await look(null)).toBe(true);
  expect(told).toEqual(['gone']);
});

it('an entry that is written anew is as it should be again, and what has begun is nobody’s any more', async () => {
  await claim();
  await write(start);
  now += 2 * minute;
  await look(null);
  lease.until = new Date(now + 30_000);
  await claim();
  await write(now);
  now += 2 * minute;
  await look({});
  now = from;
  await look(null);
  expect(told).toEqual(['gone']);
});

it('an entry that was deleted a moment after it was made is told at once, and one that is only not listed yet is not', async () => {
  await claim();
  await write(start);
  now += 5_000;
  expect(await look(null)).toBe(false);
  isThere = async () => await Promise.reject(new Error('the server is away'));
  await expect(look(null)).rejects.toThrow();
  expect(told).toEqual([]);
  isThere = async () => false;
  expect(await look(null)).toBe(true);
  expect(told).toEqual(['gone']);
});
