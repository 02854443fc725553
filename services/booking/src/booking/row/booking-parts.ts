import type { AttentionCause } from '@interlude/shared/booking/attention';
import type { BookingKind } from '@interlude/shared/booking/booking-kinds';
import { type InterviewStatus, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { DropOutCause } from '@interlude/shared/booking/reason-codes';
import type { Arrangement } from '@interlude/shared/bundles/arrangement';
import type { InvitationId, JobId, PersonId } from '@interlude/shared/ids';

export interface RetakeState {
  readonly requestId: string;
  readonly state: 'pending' | 'approved' | 'rejected' | 'issued' | 'expired';
  readonly expiresAt: Date;
  readonly issuesAt: Date | null;
  readonly newInterviewId: string | null;
}

export interface InvitationPart {
  readonly invitationId: InvitationId;
  /** From 0, in the order in which the parts take place. */
  readonly index: number;
  readonly of: number;
  readonly arrangement: Arrangement;
  /** Another part writes of the invitation for it, as long as it is not booked. */
  readonly isFollowing: boolean;
  /** When it took over from the part that wrote before, as that one was called off; absent for all others. */
  readonly leadSince?: Date;
  /** Raised when another part is moved by where this one is, so that both cannot move at once. */
  readonly reliedOn: number;
}

export interface SeriesPlace {
  /** The id of the series' first appointment, from which the others were made. */
  readonly seriesId: string;
  /** From 0, in the order in which they were booked to take place. */
  readonly index: number;
  readonly of: number;
  /** The recurrence that was asked for (RFC 5545); times may have been left out or replaced. */
  readonly rule: string;
}

/** Somebody whose calendars were not read before they were booked, and when that was. */
export interface Unseen {
  readonly personId: PersonId;
  readonly since: Date;
}

/** Somebody of a booked panel who cannot come. `due`: nobody was searched for yet; `asked`: it is HR's turn. */
export interface DropOut {
  readonly personId: PersonId;
  readonly because: DropOutCause;
  readonly since: Date;
  readonly state: 'due' | 'asked';
}

export function isSomebodyOut({
  status,
  dropOuts = [],
}: {
  readonly status: InterviewStatus;
  readonly dropOuts?: readonly DropOut[];
}): boolean {
  return upcomingStatuses.includes(status) && dropOuts.some(({ state }) => state === 'asked');
}

/** The bookings that a text names: themselves, through their job, or through whom they are with. */
export interface NamedBookings {
  readonly ids: readonly string[];
  readonly jobIds: readonly string[];
  readonly candidateIds: readonly string[];
  /** Of those candidates only what these staff have themselves; null for everything. */
  readonly guestsOf: { readonly personId: PersonId; readonly jobIds: readonly JobId[] } | null;
}

export interface BookingFilter {
  readonly kind?: BookingKind | undefined;
  readonly serviceId?: string | undefined;
  readonly statuses?: readonly InterviewStatus[] | undefined;
  readonly jobId?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly candidateId?: string | undefined;
  readonly personId?: string | undefined;
  readonly attention?: boolean | undefined;
  /** Those that begin at or after this instant, and before the other. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Only these. */
  readonly interviewIds?: readonly string[] | undefined;
  /** Only what a text names. */
  readonly named?: NamedBookings | undefined;
}

export interface Mark {
  readonly cause: AttentionCause;
  readonly since: Date;
  /** The person or the message it is about, where there may be several of one cause. */
  readonly of?: string;
  /** Which part of the booking is taken, or what somebody has made of its entry. When that changes the mark begins anew. */
  readonly over?: string;
}
