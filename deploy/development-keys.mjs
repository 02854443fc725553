// Makes keys for a stack that was given none, once per volume. Services read them in development only; the mark they
// carry is refused in production as well.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';

const file = '/secrets/development.env';
const random = () => randomBytes(32).toString('base64url');

if (!existsSync(file)) {
  const postmarkToken = randomUUID();
  const keys = {
    INTERLUDE_INTERNAL_KEY: `dev-${random()}`,
    INTERLUDE_LINK_KEYS: `dev:dev-${random()}`,
    INTERLUDE_POSTMARK_TOKEN: postmarkToken,
    INTERLUDE_SANDBOX_TOKEN: postmarkToken,
    INTERLUDE_WEBHOOK_USER: 'postmark',
    INTERLUDE_WEBHOOK_PASSWORD: random(),
  };
  const lines = Object.entries(keys).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
}
