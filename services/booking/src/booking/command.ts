import type { Claim, ClaimStores } from '../claims/claim.ts';
import type { AuditStore } from '../journal/audit-store.ts';
import type { IdempotencyStore } from '../journal/idempotency-store.ts';
import type { OutboxStore } from '../journal/outbox-store.ts';
import type { InTransaction } from '../mongo/mongo.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { Change, CommandContext } from './change.ts';
import type { BookingRow } from './row/booking-row.ts';
import type { BookingStore } from './row/booking-store.ts';
import type { Scheduled } from './row/scheduled.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';
import type { SessionRow } from './row/session-row.ts';
import type { GroupSessionStore } from './row/session-store.ts';

export interface StartStores extends ClaimStores {
  readonly bookings: BookingStore;
}

/** All that commands read and write. */
export interface CommandStores extends StartStores {
  readonly groupSessions: GroupSessionStore;
  readonly scheduled: Scheduled;
  readonly inTransaction: InTransaction;
  readonly idempotency: IdempotencyStore;
  readonly audit: AuditStore;
  readonly outbox: OutboxStore;
  readonly places: PlaceKeeper;
}

/** What somebody wants of an existing booking or group session. */
export interface Command<Row extends ScheduledRow = ScheduledRow> {
  /** As metrics and refusals call it. */
  readonly name: string;
  /** Epoch milliseconds; whoever loses the race for this start is told of others. */
  readonly startsAt?: number;
  /** Whether there is such a thing to do with it at all; refused like what its status forbids where not. */
  takes(row: ScheduledRow): row is Row;
  /** What it changes; refuses with `Refused` what the state, the rules or the actor forbid. Writes claims only. */
  decide(stores: CommandStores, row: Row, context: CommandContext): Change | Promise<Change>;
}

export interface Leaving {
  readonly placeIn: ReservationRow['placeIn'];
  readonly tookPlace?: boolean;
  /** What their booking becomes; absent for who moves on. */
  readonly status?: BookingRow['status'] | undefined;
}

/** What a group session does when one of its bookings changes: writes in the same transaction. */
export interface PlaceKeeper {
  join(stores: CommandStores, guest: BookingRow, context: CommandContext, claimed: Claim['full']): Promise<void>;
  leave(stores: CommandStores, guest: BookingRow, context: CommandContext, leaving: Leaving): Promise<void>;
  /** When other people take the session over, its guests' bookings follow. */
  tellGuests(stores: CommandStores, session: SessionRow, context: CommandContext, change: Change): Promise<void>;
}
