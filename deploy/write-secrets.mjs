// Makes keys for a stack that was given none. They carry a mark that every service refuses in production.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';

const file = '/secrets/generated.env';
const key = () => `dev-${randomBytes(32).toString('base64url')}`;

if (!existsSync(file)) {
  const lines = {
    INTERLUDE_INTERNAL_KEY: key(),
    INTERLUDE_LINK_KEYS: `dev:${key()}`,
    INTERLUDE_POSTMARK_TOKEN: randomUUID(),
    INTERLUDE_WEBHOOK_USER: 'postmark',
    INTERLUDE_WEBHOOK_PASSWORD: randomBytes(24).toString('base64url'),
  };
  const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, text.join(''), { mode: 0o600, flag: 'wx' });
}
