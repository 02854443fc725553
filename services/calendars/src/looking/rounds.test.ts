import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createLog } from '@interlude/service-kit/log';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { createAccess } from '../connections/access.ts';
import { connectionRows, partOf } from '../connections/connection-rows.ts';
import { createConnectionStore } from '../connections/connection-store.ts';
import { createConsentStore } from '../connections/consent-store.ts';
import { createSecretBox } from '../connections/secret-box.ts';
import { createEventStore } from '../placing/event-store.ts';
import { googleAddress } from '../providers/google-api.ts';
import { googleWatch } from '../providers/google-watch.ts';
import { createReadingPool } from '../reading/reading-pool.ts';
import { createChannelStore } from './channel-store.ts';
import type { LookDeps } from './look.ts';
import { startLooking } from './rounds.ts';
import { createTurnStore } from './turn-store.ts';
import type { WatchDeps } from './watching.ts';

const connection = createMongo();
const connections = createConnectionStore(connection);
const seen: string[] = [];
const slow = new AbortController();
let [running, most] = [0, 0];
const secrets = createSecretBox([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
const deps: LookDeps & WatchDeps = {
  connections,
  consents: createConsentStore(connection),
  access: createAccess({ connections, secrets, tokens: null, now: Date.now }),
  tokens: null,
  turns: createTurnStore(connection),
  channels: createChannelStore(connection),
  watch: googleWatch(googleAddress(null)),
  pushUrl: null,
  events: createEventStore(connection),
  tellDrift: async () => undefined,
  secrets,
  pool: createReadingPool(),
  providers: {
    ics: {
      async look(_, { secret }) {
        seen.push(secret.url);
        if (secret.url !== 'slow') return { isSame: false, cursor: null, spans: [] };
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => slow.signal.addEventListener('abort', () => resolve()));
        running -= 1;
        return { isSame: true };
      },
    },
    caldav: { look: async () => ({ isSame: true }), list: async () => [], addresses: async () => [] },
    google: { look: async () => ({ isSame: true }), list: async () => [] },
  },
  report: async () => ({ isGone: false }),
  reportConsent: async () => undefined,
  publicHost: 'ours.example',
  now: Date.now,
  log: createLog('calendars', 'silent'),
};

beforeAll(async () => {
  const target = { url: inject('mongoUrl'), database: freshDatabaseName('rounds') };
  await openMongo(connection, target, new AbortController().signal);
});
afterAll(async () => await connection.close());

async function connect(tenantId: string, personId: string, url: string): Promise<void> {
  const { blank, sealed } = connectionRows(deps);
  const row = blank({ tenantId, personId, zone: 'Europe/Berlin', provider: 'ics', name: url }, 0);
  await connections.insert({ ...row, calendars: [partOf('file', url)], secret: sealed(row, { url }) });
}

it('two looks at the slow calendars of one company leave the others theirs', async () => {
  for (let n = 0; n < 20; n++) await connect('tenant_slow', `person_slow_${n}`, 'slow');
  for (let n = 0; n < 20; n++) await connect('tenant_quick', `person_quick_${n}`, 'quick');
  const looking = startLooking(deps);
  onTestFinished(async () => {
    slow.abort();
    await looking.stop();
  });
  await expect.poll(() => seen.filter((url) => url === 'quick')).toHaveLength(20);
  expect(most).toBe(2);
});
