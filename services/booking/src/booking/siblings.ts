import type { Party } from '@interlude/shared/booking/booking-status';
import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { startsBeside } from '@interlude/shared/bundles/arrangement';
import type { Span } from '@interlude/shared/slots/free-slots';
import { type Bounds, boundsFor } from '../calendar/bounds.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { refuse } from '../runtime/refused.ts';
import type { BookingRow } from './row/booking-row.ts';
import type { BookingStore } from './row/booking-store.ts';

/** Bounds of one booking, with what the other parts of its invitation leave to it. */
export interface PartBounds extends Bounds {
  /** First and last start, both inclusive, that keep order, gaps and days; absent for what is no part. */
  readonly beside?: Span;
  /** The other parts as they were read; whatever is decided from the bounds relies on them. */
  readonly others: readonly BookingRow[];
}

const open: readonly string[] = ['invited', ...upcomingStatuses, 'in_progress'];

/** Whether a part has its time: one that was called off leaves no trace in the order. */
export function isPlaced(row: BookingRow): row is BookingRow & { startsAt: Date; endsAt: Date } {
  return row.startsAt !== null && row.endsAt !== null && row.status !== 'cancelled';
}

/** Where a placed part is. */
export function partTimeOf(row: BookingRow & { startsAt: Date; endsAt: Date }) {
  return { index: row.part?.index ?? 0, startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime() };
}

/**
 * Between which instants this party may choose a start. Candidates keep the arrangement of a part, staff who move it may
 * leave it. Refuses `parts_together` to whoever asks for one part while others of the invitation are to be booked too.
 */
export async function readBounds(
  stores: { readonly bookings: Pick<BookingStore, 'listParts'> },
  row: BookingRow,
  party: Party,
  now: number,
): Promise<PartBounds> {
  const bounds = boundsFor(row, party, now);
  const { part, tenantId, durationMinutes, status } = row;
  if (part === undefined || (party === 'staff' && status !== 'invited')) return { ...bounds, others: [] };
  const others = (await stores.bookings.listParts(tenantId, part.invitationId)).filter(({ _id }) => _id !== row._id);
  const toBook = others.filter((other) => other.status === 'invited').map(({ _id }) => _id);
  if (status === 'invited' && toBook.length > 0) refuse({ code: 'parts_together', interviewIds: [row._id, ...toBook] });
  const placed = others.filter(isPlaced).map(partTimeOf);
  const beside = startsBeside(part.arrangement, placed, { index: part.index, durationMinutes });
  const { earliestAt, latestAt } = bounds;
  return {
    ...bounds,
    earliestAt: Math.max(earliestAt, beside.from),
    latestAt: Math.min(latestAt, beside.to),
    beside,
    others,
  };
}

/** In the transaction: whoever moves beside other parts must find them where they were, or try again. */
export async function relyOnAll(
  stores: { readonly bookings: Pick<BookingStore, 'relyOn'> },
  others: readonly BookingRow[],
): Promise<void> {
  for (const other of others) {
    if (open.includes(other.status) && !(await stores.bookings.relyOn(other))) throw new LostRace();
  }
}
