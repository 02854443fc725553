import { openStatuses, type Party } from '@interlude/shared/booking/booking-status';
import { startsBeside } from '@interlude/shared/bundles/arrangement';
import { boundsFor, type StartBounds } from '../calendar/bounds.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { refuse } from '../runtime/refused.ts';
import type { Change, CommandContext } from './change.ts';
import type { CommandStores } from './command.ts';
import { nudgeFor } from './nudge.ts';
import type { BookingRow } from './row/booking-row.ts';
import type { BookingStore } from './row/booking-store.ts';

/** Bounds of one booking, with what the other parts of its invitation leave to it. */
export interface PartBounds extends StartBounds {
  /** The other parts as they were read; whatever is decided from the bounds relies on them. */
  readonly others: readonly BookingRow[];
}

/** Whether a part has its time: one that was called off leaves no trace in the order. */
export function isPlaced(row: BookingRow): row is BookingRow & { startsAt: Date; endsAt: Date } {
  return row.startsAt !== null && row.endsAt !== null && row.status !== 'cancelled';
}

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
    if (openStatuses.includes(other.status) && !(await stores.bookings.relyOn(other))) throw new LostRace();
  }
}

/** What one link opens beside the booking itself: the parts of its invitation, or its series; itself included. */
export async function bookedTogether(
  bookings: Pick<BookingStore, 'listParts' | 'listSeries'>,
  row: BookingRow,
): Promise<readonly BookingRow[]> {
  if (row.part !== undefined) return await bookings.listParts(row.tenantId, row.part.invitationId);
  if (row.kind !== 'appointment' || row.series === undefined) return [];
  return await bookings.listSeries(row.tenantId, row.series.seriesId);
}

/** The first part that is still to be booked writes for the others: when it is called off, the next one does. */
export async function withLeadPassedOn(
  stores: CommandStores,
  row: BookingRow,
  { now }: CommandContext,
  change: Change,
): Promise<Change> {
  const { part, tenantId, status } = row;
  if (part === undefined || part.isFollowing || status !== 'invited') return change;
  const parts = await stores.bookings.listParts(tenantId, part.invitationId);
  const next = parts.find((other) => other._id !== row._id && other.status === 'invited');
  if (next?.part === undefined) return change;
  const set = { part: { ...next.part, isFollowing: false, leadSince: new Date(now) } };
  return {
    ...change,
    also: async () => {
      const after = await stores.bookings.change(next, set, { notices: [], raisesVersion: false });
      if (after === null) throw new LostRace();
      await stores.outbox.append(nudgeFor(after, now));
    },
  };
}
