import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { connectMongo } from './mongo/mongo.ts';
import { startClock } from './mongo/server-clock.ts';
import { type ClockFault, checkClocks } from './obligations/check-clocks.ts';
import { readConfig } from './runtime/config.ts';
import { createLog } from './runtime/log.ts';

// Run after each release of the zone table: lists what reads otherwise than was promised; --ask asks the people.
const { values } = parseArgs({ options: { ask: { type: 'boolean', default: false } } });
const config = readConfig();
const connection = await connectMongo(config.mongoUrl, config.database);
const clock = await startClock(connection);
const app = createApp(config, { connection, log: createLog('booking', config.logLevel), now: clock.now });
const { tzdata, checked, unknown, faults } = await checkClocks(app, values);
clock.stop();
await connection.close();
for (const fault of faults) process.stdout.write(`${lineOf(fault)}\n`);
process.stdout.write(`${tzdata}: ${faults.length} of ${checked} booked interviews read otherwise than was promised`);
process.stdout.write(unknown === 0 ? '\n' : `; of ${unknown} more it is not known what was promised\n`);
if (faults.some(({ asked }) => !asked)) process.exitCode = 1;

function lineOf({ interviewId, clocks, asked }: ClockFault): string {
  const readings = clocks.map(({ zone, localTime, presentTime, tzdata: then }) => {
    return `${zone} ${localTime} (${then}) is now ${presentTime}`;
  });
  return `${interviewId}: ${[...new Set(readings)].join('; ')}${asked ? '; asked' : ''}`;
}
