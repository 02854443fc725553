import { createLog } from '@interlude/service-kit/log';
import { type CalendarsConfig, loadConfig } from './config.ts';
import { startCalendars } from './server.ts';

const config = configOrExit();
const calendars = await startCalendars(config, createLog('calendars', config.logLevel));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    calendars.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

void calendars.refused.then(async (reason) => {
  await calendars.stop();
  exitBecause(reason);
});

function configOrExit(): CalendarsConfig {
  try {
    return loadConfig();
  } catch (error) {
    return exitBecause(error instanceof Error ? error.message : String(error));
  }
}

function exitBecause(reason: string): never {
  process.stderr.write(`calendars: ${reason}\n`);
  process.exit(78);
}
