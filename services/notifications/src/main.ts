import { createLog } from '@interlude/service-kit/log';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadConfig, type NotificationsConfig } from './config.ts';
import { startNotifications } from './server.ts';

const config = configOrExit();
const log = createLog('notifications', config.logLevel);
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
    log.warn({ worker: message, level, activity: meta?.['activityId'], workflow: meta?.['workflowId'] }, 'worker');
  }),
  // The process ends through stop() below, which also closes HTTP and the database.
  shutdownSignals: [],
});

const notifications = await startNotifications(config, log);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    notifications.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function configOrExit(): NotificationsConfig {
  try {
    return loadConfig();
  } catch (error) {
    process.stderr.write(`notifications: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(78);
  }
}
