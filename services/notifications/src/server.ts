import { createHttpApp, createMetricsApp, listen } from '@interlude/service-kit/http-app';
import { createLog } from '@interlude/service-kit/log';
import { createMongo, isMongoReady, openMongo } from '@interlude/service-kit/mongo';
import { runWorker } from '@interlude/service-kit/worker';
import { taskQueues } from '@interlude/shared/contracts/lifecycle';
import type { Logger } from 'pino';
import type { NotificationsConfig } from './config.ts';
import { followUpEvents } from './events/follow-up-events.ts';
import { createMailEventStore } from './events/mail-event-store.ts';
import { postmarkWebhook } from './events/postmark-webhook.ts';
import { createMetrics } from './metrics.ts';
import { createSending } from './sending/create-sending.ts';
import { createSendNotification } from './sending/send-notification.ts';

/**
 * Enough for 48 mails a second where Postmark answers in a third of a second. With 50 at once on a busy machine, booking
 * told none of them in time what it says: most were tried two or three times, and those of others came last.
 */
const sendsAtOnce = 16;

export interface Notifications {
  readonly port: number;
  readonly metricsPort: number;
  /** Lets running sends end, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the service: HTTP at once, then the database, then the worker, each waited for as long as it takes, so that
 * `/readyz` can say what is missing. Rejects only when a port is taken.
 */
export async function startNotifications(
  config: NotificationsConfig,
  log: Logger = createLog('notifications', config.logLevel),
): Promise<Notifications> {
  const stopping = new AbortController();
  const connection = createMongo();
  const metrics = createMetrics();
  const { deps, clock } = createSending(connection, config, { metrics, log });
  const events = createMailEventStore(connection);
  let worker: ReturnType<typeof runWorker> | null = null;
  let followUp: ReturnType<typeof followUpEvents> | null = null;

  const webhook = postmarkWebhook({
    credentials: config.webhook,
    events,
    onKept: () => followUp?.nudge(),
    metrics,
    log,
  });
  const missing = async () => [
    ...((await isMongoReady(connection)) ? [] : ['mongo']),
    ...(worker?.isPolling() ? [] : ['temporal']),
    ...(deps.provider.barredBecause() === null ? [] : [`the provider: ${deps.provider.barredBecause()}`]),
  ];
  const http = await listen(
    createHttpApp({ routes: { '/webhooks/postmark': webhook }, missing, restarted: config.restarted }),
    config,
  );
  const metricsHttp = await listen(createMetricsApp(metrics.registry), { host: config.host, port: config.metricsPort });
  log.info({ port: http.port, metricsPort: metricsHttp.port }, 'listening');

  const opened = openMongo(connection, { url: config.mongoUrl, database: config.database }, stopping.signal).then(
    async () => {
      if (stopping.signal.aborted) return;
      await clock.start();
      const { temporal, sendsPerSecond } = config;
      followUp = followUpEvents({ ...deps, events });
      worker = runWorker({
        temporal,
        taskQueue: taskQueues.notifications,
        atOnce: sendsAtOnce,
        perSecond: sendsPerSecond,
        activities: { sendNotification: createSendNotification(deps) },
        log,
      });
    },
  );

  return {
    port: http.port,
    metricsPort: metricsHttp.port,
    async stop() {
      stopping.abort();
      await opened;
      clock.stop();
      await Promise.all([http.stop(), metricsHttp.stop(), worker?.stop(), followUp?.stop()]);
      await connection.close();
    },
  };
}
