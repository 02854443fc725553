import { createHash } from 'node:crypto';
import { type Id, type IdKind, idPrefixes } from '@interlude/shared/ids';
import { encodeTime, monotonicFactory } from 'ulid';

// An id takes sixteen random bytes; fetched by the thousand they cost next to nothing.
const pool = new Uint8Array(4_096);
let used = pool.length;

function random(): number {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 256;
}

const next = monotonicFactory(random);

/** A new id of that kind: prefix and ULID, so ids sort by the time they were made. */
export function newId<Kind extends IdKind>(kind: Kind): Id<Kind> {
  return `${idPrefixes[kind]}_${next()}` as Id<Kind>;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id that the same seed always gives, which sorts as one made at that instant, epoch milliseconds. */
export function derivedId<Kind extends IdKind>(kind: Kind, at: number, seed: string): Id<Kind> {
  const digest = createHash('sha256').update(seed).digest();
  const random = [...digest.subarray(0, 16)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${idPrefixes[kind]}_${encodeTime(at)}${random}` as Id<Kind>;
}
