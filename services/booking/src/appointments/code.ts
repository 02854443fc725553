import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { LinkKey } from '../access/link-token.ts';
import type { ProofRow } from './proof-store.ts';

const digits = 6;

/**
 * Makes and checks the codes that prove an address. A code is a keyed hash of its proof's id: it can be said again for
 * a mail that is tried again, and lies in no database, log or history. Every key of links gives one for codes.
 */
export function createCodes(keys: readonly LinkKey[]) {
  const [present] = keys;
  if (present === undefined) throw new Error('no key for codes');
  const secrets = new Map(keys.map(({ kid, secret }) => [kid, keyFrom(secret)]));

  function codeOf({ _id, kid }: Pick<ProofRow, '_id' | 'kid'>): string | null {
    const secret = secrets.get(kid);
    if (secret === undefined) return null;
    const number = createHmac('sha256', secret).update(_id).digest().readUInt32BE(0) % 10 ** digits;
    return String(number).padStart(digits, '0');
  }

  return {
    kid: present.kid,
    /** Null when its key is gone. */
    codeOf,
    isCode(proof: Pick<ProofRow, '_id' | 'kid'>, typed: string): boolean {
      const code = codeOf(proof);
      if (code === null || typed.length !== code.length) return false;
      return timingSafeEqual(Buffer.from(code), Buffer.from(typed));
    },
  };
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'interlude address code', 32));
}

export type Codes = ReturnType<typeof createCodes>;
