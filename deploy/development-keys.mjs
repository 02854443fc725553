// Makes keys for a stack that was given none, once per volume; those that a later release needs are added. Services read them in development only; the mark they
// carry is refused in production as well.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = '/secrets/development.env';
const random = () => randomBytes(32).toString('base64url');

const postmarkToken = randomUUID();
const keys = {
  INTERLUDE_INTERNAL_KEY: `dev-${random()}`,
  INTERLUDE_LINK_KEYS: `dev:dev-${random()}`,
  INTERLUDE_CALENDAR_KEYS: `dev:dev-${random()}`,
  INTERLUDE_POSTMARK_TOKEN: postmarkToken,
  INTERLUDE_SANDBOX_TOKEN: postmarkToken,
  INTERLUDE_WEBHOOK_USER: 'postmark',
  INTERLUDE_WEBHOOK_PASSWORD: random(),
};
const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
const lines = Object.entries(keys).filter(([name]) => !kept.includes(`${name}=`));
if (lines.length > 0) {
  writeFileSync(file, kept + lines.map(([name, value]) => `${name}=${value}\n`).join(''), { mode: 0o600 });
}
