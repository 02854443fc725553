import { parseArgs } from 'node:util';
import { createLog } from '@interlude/service-kit/log';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import { loadConfig } from './config.ts';
import { createMetrics } from './metrics.ts';
import { createSending } from './sending/create-sending.ts';
import { redrive } from './sending/redrive.ts';
import { createSender } from './sending/send-notification.ts';

// Sends again what failed, with the environment of notifications:
// node services/notifications/src/redrive.ts --because provider_10,template_error --since 2026-11-22T08:00Z [--until …]

const { values } = parseArgs({
  options: { because: { type: 'string' }, since: { type: 'string' }, until: { type: 'string' } },
});
const because = values.because?.split(',').filter((code) => code !== '') ?? [];
const since = new Date(values.since ?? 'none');
const until = new Date(values.until ?? Date.now());
if (because.length === 0 || Number.isNaN(since.getTime()) || Number.isNaN(until.getTime())) {
  process.stderr.write('usage: redrive.ts --because <code,code> --since <instant> [--until <instant>]\n');
  process.exit(64);
}

const config = loadConfig();
const connection = createMongo();
const { deps, clock } = createSending(connection, config, {
  metrics: createMetrics(),
  log: createLog('notifications', config.logLevel),
});
try {
  await openMongo(connection, { url: config.mongoUrl, database: config.database }, AbortSignal.timeout(10_000));
  await clock.start();
  const ends = await redrive({ ...deps, send: createSender(deps) }, { because, since, until });
  for (const [end, count] of Object.entries(ends)) process.stdout.write(`${count} ${end}\n`);
  if (Object.keys(ends).length === 0) process.stdout.write('nothing failed so\n');
} finally {
  clock.stop();
  await connection.close();
}
