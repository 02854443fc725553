import { type Id, type IdKind, idPrefixes } from '@interlude/shared/ids';
import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A new id of that kind: prefix and ULID, so ids sort by the time they were made. */
export function newId<Kind extends IdKind>(kind: Kind): Id<Kind> {
  return `${idPrefixes[kind]}_${next()}` as Id<Kind>;
}
