import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { migrate } from './indexes.ts';
import { connectMongo } from './mongo/mongo.ts';
import { readConfig } from './runtime/config.ts';
import { createLog } from './runtime/log.ts';
import { seedCompany } from './seed-company.ts';

// Makes a company as large as its numbers say, to try lists and searches on.
const usage =
  'usage: --email <address> --password <password> [--company <name>] [--interviews n] [--people n] [--jobs n]';
const { values } = parseArgs({
  options: {
    company: { type: 'string', default: 'Large Company' },
    email: { type: 'string' },
    password: { type: 'string' },
    interviews: { type: 'string', default: '100000' },
    people: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '500' },
  },
});
const { company, email, password } = values;
const [interviews = 0, people = 0, jobs = 0] = [values.interviews, values.people, values.jobs].map(Number);
const isPossible = [interviews, people, jobs].every((count) => Number.isInteger(count) && count > 0);
if (email === undefined || password === undefined || !isPossible) throw new Error(usage);
const config = readConfig();
if (config.production) throw new Error('a company to try things on has no place in production');
const connection = await connectMongo(config.mongoUrl, config.database);
const log = createLog('booking', config.logLevel);
try {
  await migrate(connection);
  if (connection.db === undefined) throw new Error('not connected');
  const app = createApp(config, { connection, log, now: Date.now });
  const wish = { name: company, interviews, people, jobs, administrator: { email, password } };
  log.info(await seedCompany(app, connection.db, wish), 'a company was made');
} finally {
  await connection.close();
}
