import type { OverrideRule } from '@interlude/shared/booking/override-rules';
import type { BookingId, PersonId, ReservationId, TenantId } from '@interlude/shared/ids';
import type { AssignmentDecision } from '@interlude/shared/slots/assignment';
import { type Buffers, claimKeys } from '@interlude/shared/slots/cells';
import type { ResourceSeat } from '@interlude/shared/slots/resources';

/**
 * A `group` holds the people of a group session for everybody in it. Each of those has a `hold` or `booking` of one of
 * its places. One that nobody is in any more takes nothing from anybody: whoever needs the time gives it up. A `seat` is
 * what is left of a meeting that took place: it takes no time, and counts towards the caps of its day and week. An
 * `external` is what other calendars say of one person and UTC day.
 */
export type ReservationKind = 'hold' | 'booking' | 'group' | 'seat' | 'timeoff' | 'external';

/** Time of people that is no meeting here, by the rule under which staff may book over it. */
export const awayKinds = { time_off: 'timeoff', busy_elsewhere: 'external' } as const satisfies {
  [Rule in OverrideRule]?: ReservationKind;
};
export type AwayRule = keyof typeof awayKinds;
export const awayRules = ['time_off', 'busy_elsewhere'] as const satisfies readonly AwayRule[];

/** On which terms one person was claimed: their own buffers may be wider than the asked ones. */
export interface ClaimTerms extends Buffers {
  personId: PersonId;
  zone: string;
}

/** A claim on people's time. `cells` decides (unique index); the intervals are for reading. */
export interface ReservationRow {
  _id: ReservationId;
  tenantId: TenantId;
  kind: ReservationKind;
  bookingId?: BookingId;
  /** The waiting interview a hold is kept for; its candidate chooses among other times meanwhile, so it is no hold of theirs. */
  offeredTo?: BookingId;
  /** Groups the documents of one time off. */
  timeOffId?: string;
  /** Time off over these interviews, booked or held: they still have to look for somebody else. */
  over?: BookingId[];
  requestId: string;
  startsAt: Date;
  endsAt: Date;
  beforeMinutes: number;
  afterMinutes: number;
  people: PersonId[];
  /** Of an `external`: when they are busy on that day, apart and in order; what is booked there too keeps its cells. */
  spans?: { from: Date; to: Date }[];
  /** Of an `external`: of the look that found it so. */
  look?: number;
  /** Of a hold that was moved or renewed: since when it keeps this start. */
  heldAt?: Date;
  /** Of a hold: for which start and people other calendars were looked at, since it was held when, and who was not seen. */
  looked?: { startsAt: Date; people: PersonId[]; heldAt?: Date; unseen: PersonId[] };
  /** Of each of the people; absent in time off, where the asked buffers are everybody's. */
  terms?: ClaimTerms[];
  /** Rooms and licences claimed beside the people, on the asked buffers; absent when there are none. */
  resources?: ResourceSeat[];
  /** Whom the last change let go, resources too, for those who watch: a change tells of the state after it only. */
  freed?: string[];
  seats: string[];
  cells?: string[];
  /**
   * Of a place: the reservation of its group session. While it is held the people are that one's, and no claim of this;
   * once it is booked it names none, so that the availability reads one row for a session and not one for each guest.
   */
  placeIn?: ReservationId;
  /** Of a place: which one, from 0. */
  place?: number;
  /** Of a group session: what it is a session of, as `GroupTerms` names it. */
  offerId?: string;
  /** Of a group session: how many of its places are booked. */
  booked?: number;
  /** Of a group session: whom it was claimed for at first; others may give it by now. */
  openedWith?: PersonId[];
  active: boolean;
  expiresAt?: Date;
  /** A hold for a visitor of a public page who has not shown yet that their address is theirs. */
  isUnproved?: true;
  /** Why these people; it becomes true with the booking itself, whose document it is. */
  assignment?: AssignmentDecision;
  /** Released because the interview is over, not because it was called off: it still counts for who is next. */
  tookPlace?: boolean;
  version: number;
  createdAt: Date;
}

/** A reservation as the availability reads it: without its cells, which can be hundreds. */
export type BusyRow = Pick<
  ReservationRow,
  | '_id'
  | 'kind'
  | 'bookingId'
  | 'startsAt'
  | 'endsAt'
  | 'beforeMinutes'
  | 'afterMinutes'
  | 'people'
  | 'spans'
  | 'resources'
  | 'terms'
  | 'seats'
  | 'expiresAt'
  | 'isUnproved'
  | 'active'
  | 'placeIn'
  | 'place'
  | 'offerId'
  | 'openedWith'
  | 'booked'
  | 'tookPlace'
>;

export type HoldEnd = Pick<ReservationRow, '_id' | 'tenantId' | 'people' | 'resources'> & { expiresAt: Date };

export type TimeOffOver = Pick<ReservationRow, '_id' | 'tenantId' | 'people' | 'startsAt' | 'endsAt' | 'over'>;

/** The buffers that one of its people was claimed with. */
export function buffersOf(
  row: Pick<ReservationRow, 'beforeMinutes' | 'afterMinutes' | 'terms'>,
  personId: string,
): Buffers {
  const { beforeMinutes, afterMinutes } = row.terms?.find((term) => term.personId === personId) ?? row;
  return { beforeMinutes, afterMinutes };
}

/** Whose time a reservation takes: its people, and the resources they use. */
export function namesOf({ people, resources = [] }: Pick<ReservationRow, 'people' | 'resources'>): string[] {
  return [...people, ...resources.map(({ id }) => id)];
}

/** When a reservation takes time: the whole of it, or what other calendars say of its day. */
export function spansOf({ spans, startsAt, endsAt }: Pick<ReservationRow, 'spans' | 'startsAt' | 'endsAt'>) {
  return spans ?? [{ from: startsAt, to: endsAt }];
}

/** All that time away would claim if nobody had anything else then. */
export function keysKeptBy(row: Pick<ReservationRow, 'people' | 'spans' | 'startsAt' | 'endsAt'>): string[] {
  const keys = row.people.flatMap((personId) =>
    spansOf(row).flatMap(({ from, to }) =>
      claimKeys({ personId, startsAt: from.getTime(), endsAt: to.getTime(), beforeMinutes: 0, afterMinutes: 0 }),
    ),
  );
  return [...new Set(keys)];
}
