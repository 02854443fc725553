import { parseArgs } from 'node:util';
import { createOutboxStore } from './journal/outbox-store.ts';
import { connectMongo } from './mongo/mongo.ts';
import { readConfig } from './runtime/config.ts';

// Lists the nudges that failed for a day and are not tried any more; --release lets them be tried anew.
const { values } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
const config = readConfig();
const connection = await connectMongo(config.mongoUrl, config.database);
const outbox = createOutboxStore(connection);
const parked = await outbox.listParked();
for (const { tenantId, interviewId, rev, failingSince, tries } of parked) {
  process.stdout.write(`${tenantId} ${interviewId} rev ${rev}: ${tries} tries since ${failingSince?.toISOString()}\n`);
}
const released = values.release ? await outbox.release() : 0;
process.stdout.write(`${parked.length} parked${values.release ? `, ${released} released` : ''}\n`);
await connection.close();
if (parked.length > released) process.exitCode = 1;
