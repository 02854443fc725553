import { randomBytes } from 'node:crypto';
import { createLog } from '@interlude/service-kit/log';
import { expect, inject, it, onTestFinished } from 'vitest';
import { loadConfig } from '../config.ts';
import { look } from '../looking/look.ts';
import { startCalendars } from '../server.ts';
import { createTestDeps } from '../test-deps.ts';
import { createAccess } from './access.ts';
import { createCalls } from './connections.ts';
import { createSecretBox } from './secret-box.ts';

const { deps, clock, connection } = createTestDeps('lost_key');
const of = { tenantId: 'ten_1', personId: 'per_1' };
const from = clock.now + 3_600_000;
const ics = {
  look: async () => ({ isSame: false, cursor: null, spans: [{ from, to: from + 3_600_000 }] }) as const,
};

async function connected() {
  const calls = createCalls({ ...deps, providers: { ...deps.providers, ics } });
  await calls.connectIcs({ ...of, zone: 'UTC', url: 'https://one.example/a.ics' });
}
const stored = async () => {
  const [row] = await deps.connections.listOf(of.tenantId, of.personId);
  if (row === undefined) throw new Error('it was connected');
  return row;
};

it('a connection whose key was removed says so, keeps the times it had, and waits as one that fails', async () => {
  await connected();
  const before = await stored();
  const secrets = createSecretBox([{ id: 'next', bytes: Buffer.alloc(32, 2) }]);
  const { connections, now } = deps;
  const access = createAccess({ connections, secrets, tokens: null, now });
  const without = { ...deps, secrets, access, providers: { ...deps.providers, ics } };
  await look(without, before);
  const after = await stored();
  expect(after).toMatchObject({ state: 'failing', because: 'key_missing', failures: 1, freshAt: before.freshAt });
  expect(after.calendars[0]?.spans).toEqual(before.calendars[0]?.spans);
  expect(after.lookedAt).toEqual(new Date(clock.now));
  await look(without, after, { isAsked: true });
  expect((await stored()).failures).toBe(2);
  // And all is well once the key is back.
  await look({ ...deps, providers: { ...deps.providers, ics } }, await stored(), { isAsked: true });
  expect(await stored()).toMatchObject({ state: 'ok', because: null });
});

async function startedWith(keys: string) {
  const calendars = await startCalendars(
    loadConfig({
      INTERLUDE_MONGO_URL: inject('mongoUrl'),
      INTERLUDE_CALENDARS_DB: connection.name,
      INTERLUDE_TEMPORAL_ADDRESS: inject('temporalAddress'),
      INTERLUDE_INTERNAL_KEY: randomBytes(32).toString('hex'),
      INTERLUDE_CALENDAR_KEYS: keys,
      INTERLUDE_CALENDARS_PORT: '0',
      INTERLUDE_CALENDARS_METRICS_PORT: '0',
      INTERLUDE_PUBLIC_URL: 'https://ours.example',
    }),
    createLog('calendars', 'silent'),
  );
  onTestFinished(async () => await calendars.stop());
  return calendars;
}

it('a start without a key that stored connections need is refused, by the name of the key and how many need it', async () => {
  await connected();
  const { refused } = await startedWith(`next:${randomBytes(32).toString('hex')}`);
  expect(await refused).toMatch(/INTERLUDE_CALENDAR_KEYS .* one \(1 calendar connections\)/);
});
