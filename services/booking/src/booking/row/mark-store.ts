import type { TenantId } from '@interlude/shared/ids';
import mongoose, { type Model, type QueryFilter } from 'mongoose';
import { type BookingReach, byMark } from './booking-list-store.ts';
import type { Mark } from './booking-parts.ts';
import type { ScheduledCore } from './scheduled-core.ts';

export interface MarkFound {
  readonly _id: ScheduledCore['_id'];
  readonly mark: Mark;
}

/** What tells one mark from all others, in the order of their list. */
export interface MarkPlace {
  readonly since: Date;
  readonly _id: string;
  readonly cause: string;
  readonly of: string;
}

export interface MarkPage {
  readonly after: MarkPlace | null;
  readonly limit: number;
  /** Null lists those of the whole company. */
  readonly reach: BookingReach | null;
}

/** Which rows of a collection are in reach. */
export type Within = (reach: BookingReach) => QueryFilter<object>;

/** No mark is older than the first, and each is older than the last, which is also the last that a date can be. */
export const [earliest, latest] = [new Date(0), new Date(8.64e15)];

/**
 * One page of marks, oldest first, of what one collection has in reach. They are read in the order of the index, which has each
 * row where the first of its marks that are left is, so that a page reads no more of them than it shows.
 */
export async function listMarks<Row>(
  Rows: Model<Row>,
  tenantId: TenantId,
  { after, limit, reach }: MarkPage,
  isWithin: Within,
): Promise<MarkFound[]> {
  const { trusted } = mongoose;
  const filter = {
    tenantId,
    'marks.since': trusted({ $exists: true }),
    ...(reach === null ? {} : isWithin(reach)),
  };
  const range = {
    hint: byMark,
    min: { tenantId, 'marks.since': after?.since ?? earliest, _id: after?._id ?? '' },
    max: { tenantId, 'marks.since': latest, _id: '' },
  };
  // One more, as the booking that the last page ended with may have no other mark.
  const rows = await Rows.find(filter as QueryFilter<Row>, { marks: 1 }, range)
    .limit(limit + 1)
    .lean<Pick<ScheduledCore, '_id' | 'marks'>[]>();
  const byRow = rows.map(({ _id, marks = [] }) => {
    const all = marks.map((mark): MarkFound => ({ _id, mark }));
    return all.filter((one) => after === null || comparePlaces(placeOf(one), after) > 0).sort(byPlace);
  });
  const found = byRow.flat().sort(byPlace);
  // What comes after the first mark of the last one may come after marks of bookings that were not read.
  const last = rows.length > limit ? byRow.at(-1)?.[0] : undefined;
  return found.slice(0, Math.min(limit, last === undefined ? limit : found.indexOf(last) + 1));
}

export function placeOf({ _id, mark: { since, cause, of = '' } }: MarkFound): MarkPlace {
  return { since, _id, cause, of };
}

export function byPlace(one: MarkFound, other: MarkFound): number {
  return comparePlaces(placeOf(one), placeOf(other));
}

/** Negative where the one comes before the other. */
export function comparePlaces(one: MarkPlace, other: MarkPlace): number {
  for (const key of ['since', '_id', 'cause', 'of'] as const) {
    if (one[key] < other[key]) return -1;
    if (one[key] > other[key]) return 1;
  }
  return 0;
}
