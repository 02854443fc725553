import { createHmac, hkdfSync } from 'node:crypto';
import type { LinkKey } from './link-token.ts';
import type { PasswordKeyRow } from './password-key-store.ts';

/**
 * Makes the tokens with which people set a password. A token is a keyed hash of its row's id: it can be said again for
 * a mail that is tried again, and lies in no database, log or history. Every key of links gives one for these.
 */
export function createPasswordTokens(keys: readonly LinkKey[]) {
  const [present] = keys;
  if (present === undefined) throw new Error('no key for passwords');
  const secrets = new Map(keys.map(({ kid, secret }) => [kid, keyFrom(secret)]));
  return {
    kid: present.kid,
    /** Null when its key is gone. */
    tokenOf({ _id, kid }: Pick<PasswordKeyRow, '_id' | 'kid'>): string | null {
      const secret = secrets.get(kid);
      return secret === undefined ? null : createHmac('sha256', secret).update(_id).digest('base64url');
    },
  };
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'interlude password key', 32));
}

export type PasswordTokens = ReturnType<typeof createPasswordTokens>;
