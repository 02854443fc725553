import { type Id, type IdKind, idPrefixes } from '@interlude/shared/ids';
import { monotonicFactory } from 'ulid';

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
