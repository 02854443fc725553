import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createLog } from '@interlude/service-kit/log';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import type { ElsewhereReport } from '@interlude/shared/contracts/calendars';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { connectionRows, partOf } from '../connections/connection-rows.ts';
import { createConnectionStore } from '../connections/connection-store.ts';
import { createSecretBox } from '../connections/secret-box.ts';
import { tellBooking } from './look.ts';
import type { LookDeps } from './look-deps.ts';
import { createTurnStore } from './turn-store.ts';

const connection = createMongo();
const connections = createConnectionStore(connection);
const secrets = createSecretBox([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
const of = { tenantId: 'tenant_one', personId: 'person_one', zone: 'Europe/Berlin' };
const day = 86_400_000;
const start = Date.parse('2027-03-01T09:00:00Z');
const far = start + 200 * day;
/** As booking knows it: the dates that are taken. */
let taken: Set<string>;
const deps = {
  connections,
  secrets,
  turns: createTurnStore(connection),
  async report({ from, to, days }: ElsewhereReport) {
    for (const date of taken) if (date >= from && date < to) taken.delete(date);
    for (const { date } of days) taken.add(date);
    return { isGone: false };
  },
  now: () => start,
  log: createLog('calendars', 'silent'),
} as unknown as LookDeps;

beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('told_days') };
  await openMongo(connection, target, new AbortController().signal);
});
afterAll(async () => await connection.close());
beforeEach(async () => {
  await connection.db?.dropDatabase();
  taken = new Set();
});

/** A calendar that was read as far ahead as one booking wanted, and told. */
async function told() {
  const part = { ...partOf('file', 'One'), spans: [{ from: far, to: far + day / 24 }] };
  const blank = connectionRows(deps).blank({ ...of, provider: 'ics', name: 'one.example' }, 0);
  const row = { ...blank, calendars: [part], aheadUntil: new Date(far + day) };
  await connections.insert(row);
  await tellBooking(deps, of);
  expect([...taken]).toEqual([new Date(far).toISOString().slice(0, 10)]);
  return row;
}

it('days far ahead that a calendar took are free again once it is disconnected', async () => {
  await connections.remove(await told(), new Date(start));
  await tellBooking(deps, of);
  expect([...taken]).toEqual([]);
});

it('the same holds for what was told before it was noted how far', async () => {
  await connections.remove(await told(), new Date(start));
  await connection.collection('turns').updateMany({}, { $unset: { furthest: 1, told: 1 } });
  await tellBooking(deps, of);
  expect([...taken]).toEqual([]);
});
