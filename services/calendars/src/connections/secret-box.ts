import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key by which secrets are sealed; the first of several seals, all of them open. */
export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

/** Sealed by a key that is not there any more, or not for this place. */
export class CannotOpen extends Error {
  override name = 'CannotOpen';
}

export type SecretBox = ReturnType<typeof createSecretBox>;

const algorithm = 'aes-256-gcm';

/**
 * Seals secrets for one place in the database (AES-256-GCM, a random nonce each): what is copied elsewhere does not open
 * there. Text: `v1.<key id>.<nonce>.<sealed and tag>`, base64url.
 */
export function createSecretBox(keys: readonly [SealingKey, ...SealingKey[]]) {
  const [present] = keys;

  function open(text: string, place: string): string {
    const [version, id, nonce = '', sealed = ''] = text.split('.');
    const key = keys.find((one) => one.id === id);
    if (version !== 'v1' || key === undefined) throw new CannotOpen('no such key');
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      const decipher = createDecipheriv(algorithm, key.bytes, Buffer.from(nonce, 'base64url'))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new CannotOpen('not for this place', { cause });
    }
  }

  return {
    /** `place` names tenant, collection, row and field. */
    seal(secret: string, place: string): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv(algorithm, present.bytes, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return ['v1', present.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
    },

    /** Throws `CannotOpen`. */
    open,

    /** Whether the keys that are there open it. */
    opens(text: string, place: string): boolean {
      try {
        open(text, place);
        return true;
      } catch (error) {
        if (error instanceof CannotOpen) return false;
        throw error;
      }
    },

    /** The key that it was sealed by. */
    keyOf: (text: string): string => text.split('.')[1] ?? '',

    /** Whether it was sealed by a key that another has replaced. */
    needsRewrap: (text: string): boolean => text.split('.')[1] !== present.id,
  };
}
