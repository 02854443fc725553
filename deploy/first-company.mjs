// Makes the first company and its administrator, and prints the password once.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { emailSchema } from '../packages/shared/src/schemas/fields.ts';
import { canonicalZone } from '../packages/shared/src/time/time-zone.ts';
import { createApp } from '../services/booking/src/app.ts';
import { createTenant } from '../services/booking/src/company/create-tenant.ts';
import { connectMongo } from '../services/booking/src/mongo/mongo.ts';
import { readConfig } from '../services/booking/src/runtime/config.ts';
import { createLog } from '../services/booking/src/runtime/log.ts';

const { values } = parseArgs({
  options: {
    company: { type: 'string', default: 'My company' },
    zone: { type: 'string', default: 'UTC' },
    name: { type: 'string', default: 'Administrator' },
    email: { type: 'string' },
  },
});
const { company, zone, name } = values;
const { data: email } = emailSchema.safeParse(values.email);
if (email === undefined || canonicalZone(zone) === null) {
  fail('usage: --email <address> [--name <name>] [--company <name>] [--zone <IANA zone>]');
}

const config = readConfig();
const connection = await connectMongo(config.mongoUrl, config.database);
const app = createApp(config, { connection, log: createLog('booking', config.logLevel), now: Date.now });
if ((await app.stores.tenants.count()) > 0) fail('There is a company already; its administrator adds everybody else.');

const password = randomBytes(15).toString('base64url');
await createTenant(app, {
  name: company,
  zone,
  contact: { name: company, email },
  policy: {},
  administrator: { name, email, password, zone },
});
await connection.close();
process.stdout.write(`Sign in at ${config.publicUrl}/hr as ${email} with the password ${password}\n`);

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
