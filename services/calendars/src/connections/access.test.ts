import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import type { GoogleSecret } from '../providers/google.ts';
import { ProviderError } from '../providers/provider.ts';
import { createAccess } from './access.ts';
import { connectionRows } from './connection-rows.ts';
import { type ConnectionRow, createConnectionStore } from './connection-store.ts';
import { createSecretBox } from './secret-box.ts';

const connection = createMongo();
const connections = createConnectionStore(connection);
const old = { id: 'old', bytes: Buffer.alloc(32, 1) };
const secrets = createSecretBox([old]);
const of = { tenantId: 'tenant_one', personId: 'person_one', zone: 'Europe/Berlin' };
let now = Date.parse('2027-03-01T09:00:00Z');
/** The one that is worth something; each is worth it once. */
let present = 1;
let refreshes = 0;
let meanwhile: () => Promise<void> = async () => undefined;
const tokens = {
  async refresh(refreshToken: string) {
    refreshes += 1;
    await meanwhile();
    if (refreshToken !== `refresh ${present}`) throw new ProviderError('auth');
    present += 1;
    return { accessToken: `access ${present}`, refreshToken: `refresh ${present}`, expiresAt: now + 3_600_000 };
  },
};
const access = createAccess({ connections, secrets, tokens, now: () => now });
const within = (ms = 10_000) => AbortSignal.timeout(ms);
const tokenOf = async ({ accessToken }: GoogleSecret) => accessToken;

beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('access') };
  await openMongo(connection, target, new AbortController().signal);
});
afterAll(async () => await connection.close());
beforeEach(() => {
  [present, refreshes] = [1, 0];
  meanwhile = async () => undefined;
});

const secretAt = (n: number, expiresAt: number): GoogleSecret => ({
  account: 'mine',
  accessToken: `access ${n}`,
  refreshToken: `refresh ${n}`,
  expiresAt,
  calendars: {},
});
const { blank, sealed } = connectionRows({ connections, secrets, now: () => now });

async function connected(expiresAt = now): Promise<ConnectionRow> {
  const row = blank({ ...of, provider: 'google', name: 'Google' }, 0);
  const kept = { ...row, secret: sealed(row, secretAt(1, expiresAt)) };
  await connections.insert(kept);
  return kept;
}
const read = async (row: ConnectionRow) => (await connections.find(row)) ?? row;

it('of many who find a token spent one refreshes it, and all go on with what that brought', async () => {
  const row = await connected();
  const used = Array.from({ length: 8 }, () => access.use(row, within(), tokenOf));
  expect(new Set(await Promise.all(used))).toEqual(new Set(['access 2']));
  expect(refreshes).toBe(1);
  // And the next refresh is with what the last one gave.
  now += 3_600_000;
  expect(await access.use(await read(row), within(), tokenOf)).toBe('access 3');
});

it('a token that is refused before its time is refreshed once, and what is refused then is refused', async () => {
  const row = await connected(now + 3_600_000);
  const refusing = async ({ accessToken }: GoogleSecret) => {
    if (accessToken === 'access 1') throw new ProviderError('auth');
    return accessToken;
  };
  expect(await access.use(row, within(), refusing)).toBe('access 2');
  const always = async () => await Promise.reject(new ProviderError('auth'));
  await expect(access.use(await read(row), within(), always)).rejects.toMatchObject({ outcome: 'auth' });
  expect(refreshes).toBe(2);
});

it('consent that was taken back is said, and keeps nobody from trying when there is consent again', async () => {
  const row = await connected();
  present = 9;
  await expect(access.use(row, within(), tokenOf)).rejects.toMatchObject({ outcome: 'auth' });
  await connections.keepSecret(row, sealed(row, secretAt(9, now)));
  expect(await access.use(await read(row), within(), tokenOf)).toBe('access 10');
});

it('a refresh writes nothing over an account that was connected anew meanwhile', async () => {
  const row = await connected();
  meanwhile = async () => {
    await connections.keepSecret(row, sealed(row, secretAt(50, now + 3_600_000)));
  };
  expect(await access.use(row, within(), tokenOf)).toBe('access 50');
  expect(await access.use(await read(row), within(), tokenOf)).toBe('access 50');
});

it('a refresh that ended with its process is begun again, and nobody waits for it longer than they have time', async () => {
  const row = await connected();
  await connections.claimRefresh(row, new Date(now), new Date(now + 30_000));
  await expect(access.use(row, within(300), tokenOf)).rejects.toMatchObject({ outcome: 'retryable' });
  expect(refreshes).toBe(0);
  now += 30_001;
  expect(await access.use(row, within(), tokenOf)).toBe('access 2');
});

it('what was sealed by the key before is sealed by the next one, and opens without the old', async () => {
  const row = await connected(now + 3_600_000);
  const next = { id: 'next', bytes: Buffer.alloc(32, 2) };
  const both = createAccess({ connections, secrets: createSecretBox([next, old]), tokens, now: () => now });
  await both.rewrap(row);
  const only = createAccess({ connections, secrets: createSecretBox([next]), tokens, now: () => now });
  expect(await only.use(await read(row), within(), tokenOf)).toBe('access 1');
  await expect(only.use(row, within(), tokenOf)).rejects.toMatchObject({ outcome: 'key_missing' });
});
