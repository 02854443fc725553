import { startSandbox } from '@interlude/postmark-sandbox/sandbox';
import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { startTestPortal } from '../../../services/booking/test/portal.ts';
import { loadConfig as notificationsConfig } from '../../../services/notifications/src/config.ts';
import { startNotifications } from '../../../services/notifications/src/server.ts';
import { loadConfig as workflowsConfig } from '../../../services/workflows/src/config.ts';
import { startWorkflows } from '../../../services/workflows/src/worker.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';

export type TestStack = Awaited<ReturnType<typeof startTestStack>>;

/** All services in this process, on real servers, so that a test may look into the databases; each in so many copies. */
export async function startTestStack({ copies = 1, sendsPerSecond = 0, isMailHeld = false } = {}) {
  const namespace = await freshNamespace();
  const address = inject('temporalAddress');
  const connection = await Connection.connect({ address });
  const sandbox = await startSandbox({
    port: 0,
    tokens: ['token'],
    dataFolder: null,
    indexDelayMs: 0,
    deliveryDelayMs: 5,
  });
  const temporal = { INTERLUDE_TEMPORAL_ADDRESS: address, INTERLUDE_TEMPORAL_NAMESPACE: namespace };
  const portal = await startTestPortal({ roles: 'api,activities,relay', env: temporal });
  for (let n = 1; n < copies; n += 1) await portal.startCopy();
  const quiet = { INTERLUDE_LOG_LEVEL: 'silent', ...temporal };
  const workflows = await startWorkflows(
    workflowsConfig({ ...quiet, INTERLUDE_WORKFLOWS_PORT: '0', INTERLUDE_WORKFLOWS_METRICS_PORT: '0' }),
  );
  const mail = notificationsConfig({
    ...quiet,
    INTERLUDE_MONGO_URL: inject('mongoUrl'),
    INTERLUDE_NOTIFICATIONS_DB: freshDatabaseName('notifications'),
    INTERLUDE_INTERNAL_KEY: portal.config.internalKey,
    INTERLUDE_BOOKING_INTERNAL_URL: portal.internalUrl,
    INTERLUDE_NOTIFICATIONS_PORT: '0',
    INTERLUDE_NOTIFICATIONS_METRICS_PORT: '0',
    INTERLUDE_POSTMARK_URL: sandbox.url,
    INTERLUDE_POSTMARK_TOKEN: 'token',
    INTERLUDE_WEBHOOK_USER: 'postmark',
    INTERLUDE_WEBHOOK_PASSWORD: 'a password for tests',
    INTERLUDE_SENDS_PER_SECOND: String(sendsPerSecond),
    INTERLUDE_LOOKUP_WAIT_MS: '200',
  });
  const services: Awaited<ReturnType<typeof startNotifications>>[] = [];
  const startMail = async () => {
    services.push(...(await Promise.all(Array.from({ length: copies }, () => startNotifications(mail)))));
  };
  if (!isMailHeld) await startMail();
  return {
    /** For a stack that was started with its mails held. */
    startMail,
    portal,
    mailbox: createSandboxClient(sandbox.url),
    client: new Client({ connection, namespace }),
    async stop(): Promise<void> {
      await Promise.all(services.map((service) => service.stop()));
      await workflows.stop();
      await portal.stop();
      await sandbox.stop();
      await connection.close();
    },
  };
}
