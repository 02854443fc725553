import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createLog } from '@interlude/service-kit/log';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { createAccess } from '../connections/access.ts';
import { connectionRows, partOf } from '../connections/connection-rows.ts';
import { createConnectionStore } from '../connections/connection-store.ts';
import { pushCalls } from '../connections/push-calls.ts';
import { createSecretBox } from '../connections/secret-box.ts';
import { type Look, ProviderError } from '../providers/provider.ts';
import { createReadingPool } from '../reading/reading-pool.ts';
import { createChannelStore, tokenHashOf } from './channel-store.ts';
import { look, lookAtAll } from './look.ts';
import type { LookDeps } from './look-deps.ts';
import { createTurnStore } from './turn-store.ts';

const connection = createMongo();
const connections = createConnectionStore(connection);
const channels = createChannelStore(connection);
const secrets = createSecretBox([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
const of = { tenantId: 'tenant_one', personId: 'person_one', zone: 'Europe/Berlin' };
const minute = 60_000;
let now = Date.parse('2027-03-01T09:00:00Z');
let reads = 0;
let answer: () => Promise<Look>;
const deps = {
  connections,
  secrets,
  access: createAccess({ connections, secrets, tokens: null, now: () => now }),
  turns: createTurnStore(connection),
  pool: createReadingPool(),
  providers: {
    ics: {
      async look() {
        reads += 1;
        return await answer();
      },
    },
  },
  report: async () => ({ isGone: false }),
  now: () => now,
  log: createLog('calendars', 'silent'),
} as unknown as LookDeps;

beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('resting') };
  await openMongo(connection, target, new AbortController().signal);
});
afterAll(async () => await connection.close());
beforeEach(async () => {
  await connection.db?.dropDatabase();
  reads = 0;
});

async function connected() {
  const { blank, sealed } = connectionRows(deps);
  const row = { ...blank({ ...of, provider: 'ics', name: 'one.example' }, 0), calendars: [partOf('file', 'One')] };
  await connections.insert({ ...row, secret: sealed(row, { url: 'https://one.example/' }) });
  return row;
}
const due = async () => await connections.claimDue(new Date(now), new Date(now + minute));

it('pushes make a calendar that cannot be read due once in five seconds, as any other', async () => {
  const row = await connected();
  const [channelId, token] = ['channel_one', 'secret'];
  const until = new Date(Date.now() + minute);
  const { _id: connectionId, tenantId, personId } = row;
  const channel = { _id: channelId, tenantId, personId, connectionId, calendarId: 'file', address: 'a', until };
  await channels.insert({ ...channel, tokenHash: tokenHashOf(token), resourceId: null });
  answer = async () => await Promise.reject(new ProviderError('unreadable'));
  for (let seconds = 0; seconds < 10; seconds++) {
    await pushCalls({ ...deps, channels } as never).pushed({ channelId, token });
    now += 999;
    const pushed = await due();
    if (pushed !== null) await look(deps, pushed);
    now += 1;
  }
  expect(reads).toBe(2);
});

it('a server that wishes to be left alone is asked by nothing before, and what is in it counts as unseen', async () => {
  const row = await connected();
  /** As a round, after a push; as a person who asks; as a booking, which hears whether all was read. */
  const askedFor = async () => {
    await connections.notePushed(row, new Date(now), new Date(now));
    const pushed = await due();
    if (pushed !== null) await look(deps, pushed);
    const present = await connections.find(row);
    if (present !== null) await look(deps, present, { isAsked: true });
    return await lookAtAll(deps, of);
  };
  answer = async () => await Promise.reject(new ProviderError('retryable', { retryAfterMs: 10 * minute }));
  const first = await due();
  if (first !== null) await look(deps, first);
  expect(reads).toBe(1);

  now += 10 * minute - 1;
  expect(await askedFor()).toBe(false);
  expect(reads).toBe(1);
  expect(await due()).toBeNull();

  answer = async () => ({ isSame: false, spans: [], cursor: null });
  now += 1;
  expect(await askedFor()).toBe(true);
  expect(reads).toBe(4);
});
