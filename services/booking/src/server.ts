import { setTimeout as sleep } from 'node:timers/promises';
import type { DestinationStream } from 'pino';
import { type App, createApp } from './app.ts';
import { createHttpApp, createInternalHttpApp } from './http/http-app.ts';
import { createLoadGuard } from './http/load-guard.ts';
import { migrate, schemaFaults } from './indexes.ts';
import { connectMongo } from './mongo/mongo.ts';
import { createReadiness, type Readiness } from './mongo/readiness.ts';
import { startClock } from './mongo/server-clock.ts';
import { workflowWords } from './obligations/workflow-words.ts';
import type { BookingConfig } from './runtime/config.ts';
import { startServer } from './runtime/http-server.ts';
import { createLog } from './runtime/log.ts';
import { serveMetrics } from './runtime/metrics.ts';
import { startRounds } from './runtime/rounds.ts';
import { databaseFaults } from './startup-checks.ts';
import { startActivities } from './temporal/activities.ts';
import { startReconcile } from './temporal/reconcile.ts';
import { startRelay } from './temporal/relay.ts';
import { createWorkflows } from './temporal/workflows.ts';
import { createOfferRounds } from './waitlist/offer-rounds.ts';

/** The database is not fit to run on; the process ends with code 78. */
export class UnfitDatabaseError extends Error {}

/** Clocks that tests set, epoch milliseconds, and where they keep what is logged. */
export interface TestClocks {
  /** Overrides the corrected clock, for skipped time. */
  readonly now?: (() => number) | undefined;
  /** Overrides the clock of the process, for one that is wrong. */
  readonly systemNow?: (() => number) | undefined;
  readonly logTo?: DestinationStream | undefined;
}

/** Starts the roles of this process: HTTP first, so that booking never waits for the workflow engine. */
export async function startBooking(config: BookingConfig, { now, systemNow, logTo }: TestClocks = {}) {
  const log = createLog('booking', config.logLevel, logTo);
  // What runs behind the requests has connections of its own: neither can use up those of the other.
  const [connection, behind] = await Promise.all([
    connectMongo(config.mongoUrl, config.database),
    connectMongo(config.mongoUrl, config.database),
  ]);
  const closeMongo = () => Promise.all([connection.close(), behind.close()]);
  // In production a one-shot job migrates; every process only checks.
  if (!config.production) await migrate(behind);
  const faults = await databaseFaults(behind);
  if (faults.length > 0) {
    await closeMongo();
    throw new UnfitDatabaseError(faults.join('; '));
  }
  const clock = await startClock(behind, systemNow);
  const background = createApp(config, { connection: behind, log, now: now ?? clock.now });
  const app = createApp(config, { connection, behind: background, log, now: now ?? clock.now });
  const readiness = createReadiness({
    ...config,
    clock,
    pulse: app.pulse,
    schemaFaults: () => schemaFaults(connection),
  });
  const load = createLoadGuard();
  const isApi = config.roles.includes('api');
  const http = await startServer(createHttpApp(app, readiness, load), config);
  const internal = isApi
    ? await startServer(createInternalHttpApp(app), { host: config.host, port: config.internalPort })
    : null;
  const metrics = await serveMetrics(config.host, config.metricsPort);
  const roles = startBackground(background, app, readiness);
  const ports = { port: http.port, internalPort: internal?.port ?? null, metricsPort: metrics.port };
  log.info({ ...ports, roles: config.roles }, 'listening');

  return {
    ...ports,
    app,
    /** Ends in order: not ready, no new work, what is under way is answered, and only then what it needs is closed. */
    async stop(): Promise<void> {
      readiness.drain();
      for (const server of [http, internal]) server?.drain();
      const ended = roles.stop();
      // Awaited below; until then a failure must not end the process while requests are under way.
      ended.catch(() => undefined);
      // Whoever sends requests here needs a moment to notice that this process is leaving.
      await sleep(config.drainMs);
      app.liveSeats.close();
      await Promise.all([http.stop(), internal?.stop(), ended]);
      await app.afterwards.settled();
      clock.stop();
      load.stop();
      await Promise.all([app.live.stop(), app.companyLive.stop(), metrics.stop()]);
      for (const one of [app, background]) one.pulse.stop();
      await closeMongo();
    },
  };
}

type Stoppable = { stop(): Promise<void> };

/** The roles beside the API; they are woken by what its requests commit, too. */
function startBackground(app: App, api: App, readiness: Readiness) {
  const { stores, log, now, config } = app;
  const running: Stoppable[] = [];
  const isRelay = config.roles.includes('relay');
  const workflows = isRelay
    ? createWorkflows({
        address: config.temporalAddress,
        namespace: config.temporalNamespace,
        publicUrl: config.publicUrl,
        describe: (ref) => workflowWords(stores.scheduled, ref),
      })
    : null;
  if (workflows !== null) {
    const watchesOthers = !config.roles.includes('api');
    const relay = startRelay({ outbox: stores.outbox, workflows, log, now, watchesOthers });
    const offers = createOfferRounds(app);
    const waitlist = startRounds(offers.look, { name: 'waitlist', everyMs: 2_000, gatherMs: 200, log });
    const dropOuts = startRounds(app.dropOuts.workOff, { name: 'drop-outs', everyMs: 5_000, gatherMs: 0, log });
    for (const { commits } of [app, api]) commits.on('commit', relay.wakeUp).on('commit', waitlist.wakeUp);
    running.push(relay, waitlist, offers, dropOuts);
    running.push(startReconcile({ scheduled: stores.scheduled, workflows, log, everyMs: config.reconcileMs }));
  }
  if (config.roles.includes('activities')) running.push(startActivities(app, readiness));
  return {
    async stop(): Promise<void> {
      await Promise.all(running.map((part) => part.stop()));
      await workflows?.close();
    },
  };
}
