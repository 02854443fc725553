import type { StaffPermission } from '../access/permissions.ts';
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

/** Something that waits for a person. */
interface Waiting {
  /** Its place among all that waits: `cause` is the kind of the entry, and `since` what all are ordered by. */
  readonly place: MarkPlace;
}

/** It is about a colleague, for whoever the source lists it for. */
export interface PersonEntry extends Waiting {
  readonly person: { readonly personId: string; readonly name: string };
  /** What of theirs it is, such as the name of a calendar. */
  readonly title: string;
  readonly actions: readonly string[];
}

/** It is about a booking. */
export interface BookingEntry extends Waiting {
  readonly bookingId: string;
  /** Of a retake: the request that is to be decided. */
  readonly requestId?: string;
  readonly requestedBy?: 'candidate' | 'staff';
  /** When it is too late, where that is known. */
  readonly endsAt?: Date;
  /** Somebody else has to decide it. */
  readonly isForOthers?: boolean;
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
  /** The permission without which nobody can do anything about it. */
  readonly needs: StaffPermission;
  readonly list: (app: QueueDeps, staff: Staff, page: QueuePage) => Promise<(BookingEntry | PersonEntry)[]>;
  /** What can be done about a booking, what helps most first; only asked for those who may change it. */
  readonly actionsFor?: (entry: BookingEntry, row: ScheduledRow, reader: QueueReader) => readonly string[];
}
