import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { startActivities } from './activities.ts';
import { createApp } from './app.ts';
import { startClock } from './clock.ts';
import type { BookingConfig } from './config.ts';
import { createHttpApp, createInternalHttpApp } from './http-app.ts';
import { migrate } from './indexes.ts';
import { createLog } from './log.ts';
import { serveMetrics } from './metrics.ts';
import { connectMongo } from './mongo.ts';
import { startReconcile } from './outbox/reconcile.ts';
import { startRelay } from './outbox/relay.ts';
import { startRounds } from './outbox/rounds.ts';
import { createReadiness } from './readiness.ts';
import { databaseFaults } from './startup-checks.ts';
import { createWorkflows } from './temporal.ts';
import { offerRound } from './waitlist/offer-round.ts';

/** The database is not fit to run on; the process ends with code 78. */
export class UnfitDatabaseError extends Error {}

/** Clocks that tests set, epoch milliseconds. */
export interface TestClocks {
  /** Overrides the corrected clock, for skipped time. */
  readonly now?: (() => number) | undefined;
  /** Overrides the clock of the process, for one that is wrong. */
  readonly systemNow?: (() => number) | undefined;
}

/** Starts the roles of this process: HTTP first, so that booking never waits for the workflow engine. */
export async function startBooking(config: BookingConfig, { now, systemNow }: TestClocks = {}) {
  const log = createLog('booking', config.logLevel);
  const connection = await connectMongo(config.mongoUrl, config.database);
  // In production a one-shot job migrates; every process only checks.
  if (!config.production) await migrate(connection);
  const faults = await databaseFaults(connection);
  if (faults.length > 0) {
    await connection.close();
    throw new UnfitDatabaseError(faults.join('; '));
  }
  const clock = await startClock(connection, systemNow);
  const app = createApp(config, { connection, log, now: now ?? clock.now });
  const readiness = createReadiness(connection, config.roles, clock);
  const isApi = config.roles.includes('api');
  const http = await listen(createHttpApp(app, readiness), config.host, config.port);
  const internal = isApi ? await listen(createInternalHttpApp(app), config.host, config.internalPort) : null;
  const metrics = await serveMetrics(config.host, config.metricsPort);
  const background = startBackground(app, config, readiness);
  const ports = {
    port: portOf(http),
    internalPort: internal === null ? null : portOf(internal),
    metricsPort: portOf(metrics),
  };
  log.info({ ...ports, roles: config.roles }, 'listening');

  return {
    ...ports,
    app,
    async stop(): Promise<void> {
      clock.stop();
      await Promise.all([background.stop(), app.live.stop()]);
      await Promise.all([http, internal, metrics].map((server) => close(server)));
      await connection.close();
    },
  };
}

type Stoppable = { stop(): Promise<void> };

function startBackground(
  app: ReturnType<typeof createApp>,
  config: BookingConfig,
  readiness: ReturnType<typeof createReadiness>,
) {
  const { stores, log, now } = app;
  const running: Stoppable[] = [];
  const isRelay = config.roles.includes('relay');
  const workflows = isRelay
    ? createWorkflows(config.temporalAddress, config.temporalNamespace, config.publicUrl)
    : null;
  if (workflows !== null) {
    const watchesOthers = !config.roles.includes('api');
    const relay = startRelay({ outbox: stores.outbox, workflows, log, now, watchesOthers });
    const waitlist = startRounds(() => offerRound(app), { name: 'waitlist', everyMs: 2_000, gatherMs: 200, log });
    const dropOuts = startRounds(app.dropOuts.workOff, { name: 'drop-outs', everyMs: 5_000, gatherMs: 0, log });
    app.commits.on('commit', relay.wakeUp).on('commit', waitlist.wakeUp);
    running.push(relay, waitlist, dropOuts);
    running.push(startReconcile({ bookings: stores.bookings, workflows, log }));
  }
  if (config.roles.includes('activities')) running.push(startActivities(app, readiness));
  return {
    async stop(): Promise<void> {
      await Promise.all(running.map((part) => part.stop()));
      await workflows?.close();
    },
  };
}

async function listen(app: Express, host: string, port: number): Promise<Server> {
  return await new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => (error ? reject(error) : resolve(server)));
    server.headersTimeout = 10_000;
    server.requestTimeout = 30_000;
    server.keepAliveTimeout = 5_000;
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function close(server: Server | null): Promise<void> {
  if (server === null) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
