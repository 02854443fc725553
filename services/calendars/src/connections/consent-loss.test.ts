import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import type { CalendarFault, ConsentReport } from '@interlude/shared/contracts/calendars';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { standOf } from '../looking/look.ts';
import { connectionRows, partOf } from './connection-rows.ts';
import { type ConnectionRow, createConnectionStore } from './connection-store.ts';
import { ended, tellLoss } from './consent-loss.ts';
import { createSecretBox } from './secret-box.ts';

const connection = createMongo();
const connections = createConnectionStore(connection);
const secrets = createSecretBox([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
const of = { tenantId: 'tenant_one', personId: 'person_one', zone: 'Europe/Berlin' };
let now = Date.parse('2027-03-01T09:00:00Z');
const { blank, changed } = connectionRows({ connections, secrets, now: () => now });
let told: ConsentReport[] = [];
/** How booking takes it. */
let takes: () => Promise<void>;
const deps = {
  connections,
  async reportConsent(report: ConsentReport) {
    await takes();
    told.push(report);
  },
  now: () => now,
};

beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('losses') };
  await openMongo(connection, target, new AbortController().signal);
});
afterAll(async () => await connection.close());
beforeEach(() => {
  told = [];
  takes = async () => undefined;
});

async function connected(): Promise<ConnectionRow> {
  const row = { ...blank({ ...of, provider: 'google', name: 'Google' }, 0), calendars: [partOf('a', 'A')] };
  await connections.insert(row);
  return row;
}
const read = async (row: ConnectionRow) => (await connections.find(row)) ?? row;

/** A look that is answered so, and booking told. */
async function looked(row: ConnectionRow, because: CalendarFault | null): Promise<void> {
  now += 30_000;
  const seen = await read(row);
  const calendars = seen.calendars.map((part) => ({ ...part, because }));
  await connections.noteLook(seen, { calendars, ...standOf(seen, calendars) });
  await tellLoss(deps, seen);
}
const facts = () => told.map(({ isOver }) => (isOver ? 'over' : 'lost'));

it('a loss is told once, however often it is found, and once that it is over', async () => {
  const row = await connected();
  for (let n = 0; n < 5; n++) await looked(row, 'auth');
  expect(facts()).toEqual(['lost']);
  for (let n = 0; n < 3; n++) await looked(row, null);
  expect(facts()).toEqual(['lost', 'over']);
  expect(new Set(told.map(({ lostAt }) => lostAt)).size).toBe(1);
});

it('consent that is lost after it was given again is another loss, also where nobody looked in between', async () => {
  const row = await connected();
  for (let n = 0; n < 2; n++) await looked(row, 'auth');
  const seen = await read(row);
  await changed(seen, { state: 'ok', because: null, failures: 0, ...ended(seen) });
  for (let n = 0; n < 3; n++) await looked(row, 'auth');
  expect(facts().filter((fact) => fact === 'lost')).toHaveLength(2);
  expect(new Set(told.map(({ lostAt }) => lostAt)).size).toBe(2);
});

it('an outage is no loss, nor is one refusal in it', async () => {
  const row = await connected();
  for (const because of ['retryable', 'retryable', 'auth', 'retryable', 'retryable', null] as const)
    await looked(row, because);
  expect(told).toEqual([]);
});

it('an outage amid a loss tells nobody anew', async () => {
  const row = await connected();
  for (const because of ['auth', 'auth', ...Array<CalendarFault>(4).fill('retryable'), 'auth', 'auth'] as const)
    await looked(row, because);
  expect(facts()).toEqual(['lost']);
});

it('what booking did not take, or whose end was lost with a process, is told again as the same loss', async () => {
  const row = await connected();
  await looked(row, 'auth');
  takes = async () => await Promise.reject(new Error('booking is away'));
  await expect(looked(row, 'auth')).rejects.toThrow('away');
  takes = async () => undefined;
  // It was taken, and the process ended before it was noted.
  const seen = await read(row);
  const noted = { ...connections, noteLoss: async () => await Promise.reject(new Error('killed')) };
  await expect(tellLoss({ ...deps, connections: noted }, seen)).rejects.toThrow('killed');
  for (let n = 0; n < 2; n++) await looked(row, 'auth');
  expect(facts()).toEqual(['lost', 'lost']);
  expect(new Set(told.map(({ lostAt }) => lostAt)).size).toBe(1);
});

it('a calendar that is disconnected is lost no more', async () => {
  const row = await connected();
  for (let n = 0; n < 2; n++) await looked(row, 'auth');
  const seen = await read(row);
  await connections.remove(row, new Date(now));
  await tellLoss(deps, { ...seen, removedAt: new Date(now), calendars: [] });
  expect(facts()).toEqual(['lost', 'over']);
});
