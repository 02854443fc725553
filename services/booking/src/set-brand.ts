import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { colourSchema } from '@interlude/shared/brand/colour';
import { createApp } from './app.ts';
import { putUpPicture, saveAccent, takeDownPicture } from './company/brand.ts';
import { connectMongo } from './mongo/mongo.ts';
import { readConfig } from './runtime/config.ts';
import { createLog } from './runtime/log.ts';
import { newId } from './runtime/new-id.ts';

// Gives a company its colour and its logo, or takes them away: `none` in place of the value.
const usage = 'usage: --company <slug> [--accent <#rrggbb>|none] [--logo <file>|none]';
const { values } = parseArgs({
  options: { company: { type: 'string' }, accent: { type: 'string' }, logo: { type: 'string' } },
});
const { company = '', accent, logo } = values;
if (accent === undefined && logo === undefined) throw new Error(usage);
const config = readConfig();
const connection = await connectMongo(config.mongoUrl, config.database);
try {
  const app = createApp(config, { connection, log: createLog('booking', config.logLevel), now: Date.now });
  const tenant = await app.stores.tenants.findBySlug(company);
  if (tenant === null) throw new Error(`There is no company ${company}.\n${usage}`);
  const actor = { tenantId: tenant._id, personId: null, requestId: newId('event') };
  if (accent !== undefined) await saveAccent(app, actor, accent === 'none' ? null : colourSchema.parse(accent));
  if (logo === 'none') await takeDownPicture(app, actor, 'logo');
  else if (logo !== undefined) await putUpPicture(app, actor, { kind: 'logo', original: await readFile(logo) });
} finally {
  await connection.close();
}
