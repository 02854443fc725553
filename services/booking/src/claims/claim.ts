import type { Party } from '@interlude/shared/booking/booking-status';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import type { QuestionStores } from '../calendar/bookable.ts';
import type { Colleague } from '../company/person-store.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { OverAway } from './claim-over-time-away.ts';
import type { LiveLooks } from './live-look.ts';

/** What claims of a start need. */
export interface ClaimStores extends QuestionStores {
  readonly liveLooks: LiveLooks;
}

export interface ClaimBy {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly requestId: string;
  readonly actor: { readonly party: Party };
  readonly idempotency?: { readonly key: string };
  /** The people of the panel as just read; read again when absent. */
  readonly people?: readonly Colleague[];
}

/** By which a claim recognises the request that made it: the key of an intent, the same however often it is sent. */
export function claimantOf({ idempotency, requestId }: Pick<ClaimBy, 'idempotency' | 'requestId'>): string {
  return idempotency?.key ?? requestId;
}

export interface ClaimWish {
  readonly tenantId: TenantId;
  readonly bookingId: BookingId;
  /** From the idempotency key: an answer that never arrived is recognised by it. */
  readonly requestId: string;
  readonly startsAt: number;
  readonly now: number;
  /** When the hold ends unless it is committed, epoch milliseconds. */
  readonly expiresAt: number;
  /** An offer is kept for the interview and is not its own hold, which its candidate may use for another start. */
  readonly isOffer?: boolean;
  /** Of a visitor whose address is not proved yet. */
  readonly isUnproved?: boolean;
  /** It is committed right away, which fails when the group session it is a place in was given up. */
  readonly isCommitted?: boolean;
  /** The reservation being moved: its cells are the interview's own and need no claim. */
  readonly own: ReservationRow | null;
}

/** Visitors without a proved address hold as much of that day as they may: nothing was written. */
export class HeldEnough extends Error {}

/** A hold, and the whole reservation it stands for (which a move writes over the old one). */
export interface Claim {
  /** Of a claim over time away it is not written yet: the commit does. */
  readonly hold: ReservationRow;
  /** Said of every claim for which staff set time away aside, and of no other. */
  readonly overAway?: OverAway;
  /** Whose calendars could not be looked at in time. */
  readonly unseen?: readonly PersonId[];
  readonly full: Pick<
    ReservationRow,
    'startsAt' | 'endsAt' | 'people' | 'terms' | 'resources' | 'seats' | 'cells' | 'assignment' | 'placeIn' | 'place'
  >;
}
