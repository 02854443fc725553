import { randomUUID } from 'node:crypto';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { createLog } from '@interlude/service-kit/log';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { createAccess } from './connections/access.ts';
import { createConnectionStore } from './connections/connection-store.ts';
import { createConsentStore } from './connections/consent-store.ts';
import { createSecretBox } from './connections/secret-box.ts';
import { createChannelStore } from './looking/channel-store.ts';
import type { LookDeps } from './looking/look-deps.ts';
import { createTurnStore } from './looking/turn-store.ts';
import { createEventStore } from './placing/event-store.ts';
import type { TakeOutDeps } from './placing/take-all-out.ts';
import { googleAddress } from './providers/google-api.ts';
import { googleWatch } from './providers/google-watch.ts';
import type { Look } from './providers/provider.ts';
import { createReadingPool } from './reading/reading-pool.ts';

/** The service without its servers: a database of its own, emptied before each test, and providers that say nothing. */
export function createTestDeps(name: string) {
  const connection = createMongo();
  const connections = createConnectionStore(connection);
  const clock = { now: Date.parse('2027-03-01T09:00:00Z') };
  const now = () => clock.now;
  const secrets = createSecretBox([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
  const nothing = async (): Promise<Look> => ({ isSame: false, cursor: null, spans: [] });
  const writer = {
    put: async () => ({ ref: '', etag: null }),
    remove: async () => 'removed' as const,
    isThere: async () => true,
  };
  const deps: LookDeps & TakeOutDeps = {
    connections,
    consents: createConsentStore(connection),
    access: createAccess({ connections, secrets, tokens: null, now }),
    tokens: null,
    turns: createTurnStore(connection),
    channels: createChannelStore(connection),
    watch: googleWatch(googleAddress(null)),
    pushUrl: null,
    newChannelId: randomUUID,
    events: createEventStore(connection),
    writers: { caldav: writer, google: writer },
    secrets,
    pool: createReadingPool(),
    providers: {
      ics: { look: nothing },
      google: { look: nothing, list: async () => [] },
      caldav: { look: nothing, list: async () => [], addresses: async () => [] },
    },
    report: async () => ({ isGone: false }),
    tellDrift: async () => undefined,
    reportConsent: async () => undefined,
    publicHost: 'ours.example',
    now,
    log: createLog('calendars', 'silent'),
  };
  beforeAll(async () => {
    const target = { url: inject('mongoUrl'), database: freshDatabaseName(name) };
    await openMongo(connection, target, new AbortController().signal);
  });
  afterAll(async () => await connection.close());
  beforeEach(async () => {
    const { collections } = connection;
    await Promise.all(Object.values(collections).map(async (one) => await one.deleteMany({})));
  });
  return { deps, clock, connection };
}
