import { newChannelId } from '@interlude/booking/channel-id';
import { createBookingInternal } from '@interlude/service-kit/booking-internal';
import { createClock } from '@interlude/service-kit/clock';
import { createHttpApp, createMetricsApp, listen } from '@interlude/service-kit/http-app';
import { createLog } from '@interlude/service-kit/log';
import { createMongo, type Database, isMongoReady, openMongo } from '@interlude/service-kit/mongo';
import { runWorker } from '@interlude/service-kit/worker';
import type { PlaceInput } from '@interlude/shared/contracts/activities';
import { taskQueues } from '@interlude/shared/contracts/lifecycle';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { CalendarsConfig } from './config.ts';
import { createAccess } from './connections/access.ts';
import { missingKeys } from './connections/check-keys.ts';
import { createConnectionStore } from './connections/connection-store.ts';
import { createCalls } from './connections/connections.ts';
import { createConsentStore } from './connections/consent-store.ts';
import { createSecretBox } from './connections/secret-box.ts';
import { callRoutes } from './http/call-routes.ts';
import { createChannelStore } from './looking/channel-store.ts';
import { tellBooking } from './looking/look.ts';
import type { LookDeps } from './looking/look-deps.ts';
import { startLooking } from './looking/rounds.ts';
import { createTurnStore } from './looking/turn-store.ts';
import { createEventStore } from './placing/event-store.ts';
import { placeActivities } from './placing/place-activities.ts';
import { answerMs, type PlaceDeps } from './placing/place-event.ts';
import type { TakeOutDeps } from './placing/take-all-out.ts';
import { caldavProvider } from './providers/caldav.ts';
import { caldavEvents } from './providers/caldav-events.ts';
import { googleProvider } from './providers/google.ts';
import { googleAddress } from './providers/google-api.ts';
import { googleEvents } from './providers/google-events.ts';
import { googleTokens } from './providers/google-tokens.ts';
import { googleWatch } from './providers/google-watch.ts';
import { icsProvider } from './providers/ics.ts';
import { createReadingPool } from './reading/reading-pool.ts';

export interface Calendars {
  readonly port: number;
  readonly metricsPort: number;
  /** Resolves with the reason when it cannot begin by what it was configured with. */
  readonly refused: Promise<string>;
  /** Lets looks that are under way end, then closes everything. */
  stop(): Promise<void>;
}

const reportTimeoutMs = 10_000;

type BookingPlaced = Parameters<PlaceDeps['booking']['recordPlaced']>[0];

/**
 * Starts the service: HTTP at once, then the database, waited for as long as it takes, so that `/readyz` can say what is
 * missing. Rejects only when a port is taken.
 */
export async function startCalendars(
  config: CalendarsConfig,
  log: Logger = createLog('calendars', config.logLevel),
): Promise<Calendars> {
  const stopping = new AbortController();
  const refused = Promise.withResolvers<string>();
  const connection = createMongo();
  const clock = createClock(connection);
  const booking = createBookingInternal({ url: config.bookingUrl, key: config.internalKey });
  const pool = createReadingPool();
  const deps = { ...depsOf(config, connection, clock.now), pool, ...reportsTo(booking), log };
  const placing = {
    ...deps,
    booking: {
      entryFor: async (of: PlaceInput) => await booking.entryFor.query(of, { signal: AbortSignal.timeout(answerMs) }),
      async recordPlaced(report: BookingPlaced) {
        await booking.recordPlaced.mutate(report, { signal: AbortSignal.timeout(answerMs) });
      },
    },
    tell: async (of: Pick<PlaceInput, 'tenantId' | 'personId'>) => await tellBooking(deps, of, { isAsked: true }),
  };
  let looking: ReturnType<typeof startLooking> | null = null;
  let worker: ReturnType<typeof runWorker> | null = null;
  const missing = async () => [
    ...((await isMongoReady(connection)) ? [] : ['mongo']),
    ...(worker?.isPolling() ? [] : ['temporal']),
  ];
  const routes = { '/internal': callRoutes({ calls: createCalls(deps), internalKey: config.internalKey, log }) };
  const http = await listen(createHttpApp({ routes, missing, restarted: config.restarted }), config);
  const metricsHttp = await listen(createMetricsApp(ownMetrics()), { host: config.host, port: config.metricsPort });
  log.info({ port: http.port, metricsPort: metricsHttp.port }, 'listening');

  const opened = openMongo(connection, { url: config.mongoUrl, database: config.database }, stopping.signal).then(
    async () => {
      if (stopping.signal.aborted) return;
      const reason = await missingKeys(deps);
      if (reason !== null) return refused.resolve(reason);
      await clock.start();
      looking = startLooking(deps);
      worker = runWorker({
        temporal: config.temporal,
        taskQueue: taskQueues.calendars,
        atOnce: 50,
        perSecond: 0,
        activities: placeActivities(placing),
        log,
      });
    },
  );

  return {
    port: http.port,
    metricsPort: metricsHttp.port,
    refused: refused.promise,
    async stop() {
      stopping.abort();
      await opened;
      clock.stop();
      await Promise.all([http.stop(), metricsHttp.stop(), looking?.stop(), worker?.stop()]);
      await Promise.all([connection.close(), pool.stop()]);
    },
  };
}

type Deps = LookDeps & TakeOutDeps;

function depsOf(
  config: CalendarsConfig,
  connection: Database,
  now: () => number,
): Omit<Deps, 'pool' | 'log' | keyof ReturnType<typeof reportsTo>> {
  const connections = createConnectionStore(connection);
  const secrets = createSecretBox(config.sealingKeys);
  const google = googleAddress(config.google?.standIn ?? null);
  const tokens = config.google === null ? null : googleTokens(google, config.google.client, now);
  return {
    connections,
    consents: createConsentStore(connection),
    turns: createTurnStore(connection),
    channels: createChannelStore(connection),
    watch: googleWatch(google),
    pushUrl: config.google === null ? null : config.pushUrl,
    newChannelId: () => newChannelId(config.internalKey),
    events: createEventStore(connection),
    writers: { caldav: caldavEvents(config.outgoing), google: googleEvents(google, config.publicHost) },
    secrets,
    access: createAccess({ connections, secrets, tokens, now: now }),
    tokens,
    providers: {
      ics: icsProvider(config.outgoing),
      caldav: caldavProvider(config.outgoing),
      google: googleProvider(google),
    },
    publicHost: config.publicHost,
    now,
  };
}

function ownMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

function reportsTo(
  booking: ReturnType<typeof createBookingInternal>,
): Pick<LookDeps, 'report' | 'tellDrift' | 'reportConsent'> {
  const soon = () => ({ signal: AbortSignal.timeout(reportTimeoutMs) });
  return {
    report: async (report) => await booking.learnElsewhere.mutate(report, soon()),
    async tellDrift(report) {
      await booking.noteDrift.mutate(report, soon());
    },
    async reportConsent(report) {
      await booking.learnConsent.mutate(report, soon());
    },
  };
}
