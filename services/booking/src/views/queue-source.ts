import type { Staff } from '../access/staff-access.ts';
import type { Scope } from '../booking/gate/own-scope.ts';
import type { BookingReach } from '../booking/row/booking-list-store.ts';
import type { MarkPlace } from '../booking/row/mark-store.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { RetakeStore } from '../interviews/retake-store.ts';
import type { ObligationDeps } from '../obligations/deps.ts';

export interface QueueDeps extends ObligationDeps {
  readonly stores: ObligationDeps['stores'] & { readonly retakes: RetakeStore };
}

/** Something that waits for a person: which booking it is about, and its place among all that waits. */
export interface QueueEntry {
  /** Its `cause` is the kind of the entry, and `since` what all are ordered by. */
  readonly place: MarkPlace;
  readonly bookingId: string;
  /** Of a retake: the request that is to be decided. */
  readonly requestId?: string;
  readonly requestedBy?: 'candidate' | 'staff';
  /** When it is too late, where that is known. */
  readonly endsAt?: Date;
  /** Why this person may do nothing about it, where somebody else has to. */
  readonly because?: 'approver_is_requester';
}

export interface QueuePage {
  readonly after: MarkPlace | null;
  readonly limit: number;
  /** Null lists what waits in the whole company. */
  readonly reach: BookingReach | null;
}

export interface QueueReader {
  readonly staff: Staff;
  /** How far these staff see the row that is asked about. */
  readonly scope: Scope;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A kind of thing that waits. What waits is listed by place, after the one that the last page ended with. */
export interface QueueSource {
  readonly list: (app: QueueDeps, staff: Staff, page: QueuePage) => Promise<QueueEntry[]>;
  /** What can be done about it, what helps most first; only asked for those who may change the booking. */
  readonly actionsFor: (entry: QueueEntry, row: ScheduledRow, reader: QueueReader) => readonly string[];
}
