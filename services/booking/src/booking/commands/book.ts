import type { PersonId } from '@interlude/shared/ids';
import { optionalPeople } from '@interlude/shared/slots/assignment';
import { tzdataVersion } from '@interlude/shared/time/zone-table.gen';
import type { Claim } from '../../claims/claim.ts';
import { agreedAway } from '../../claims/claim-over-time-away.ts';
import { askedTooEarly, claimToCommit, mayBookUnseen } from '../../claims/claim-start.ts';
import { refuse } from '../../runtime/refused.ts';
import {
  accessEndsAt,
  type Change,
  type CommandContext,
  candidateOf,
  checkDeadline,
  instantDetail,
  interviewersOf,
  nextStatus,
  notice,
  textsOf,
} from '../change.ts';
import type { Command, CommandStores } from '../command.ts';
import { findOfferedClaim } from '../offered-time.ts';
import { type Override, overrideDetail } from '../override.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { Unseen } from '../row/booking-parts.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { checkPhoneAsked, phoneIfAsked } from '../row/phone.ts';
import { type PartBounds, readBounds, relyOnAll } from '../siblings.ts';
import { promisedBy } from './clock.ts';

export interface BookInput {
  readonly startsAt: number;
  /** Canonical. */
  readonly zone: string;
  readonly locale?: string;
  readonly note?: string;
  /** Canonical. */
  readonly phone?: string;
  /** Staff only. */
  readonly override?: Override;
}

export function book(input: BookInput): Command<BookingRow> {
  const { startsAt } = input;
  return {
    name: 'book',
    takes: isBooking,
    startsAt,
    decide: (stores, row, context) => judgeBook(stores, row, context, input),
  };
}

async function judgeBook(stores: CommandStores, row: BookingRow, context: CommandContext, input: BookInput) {
  const { now } = context;
  const status = statusToBook(row, context);
  const { startsAt: at } = input;
  checkPhoneAsked(input.phone, [row]);
  const said = overrideDetail(input.override);
  const bounds = withLifted(await readBounds(stores, row, context.actor.party, now), input.override);
  const claim =
    (await offeredClaim(stores, row, context, at)) ??
    (await claimToCommit(stores, row, context, { startsAt: at, own: null, bounds }));
  const change = bookChange({ row, context, claim, status }, input);
  const written = textsOf(input.override?.reason);
  return { ...change, detail: { ...change.detail, ...said }, written, also: () => relyOnAll(stores, bounds.others) };
}

// An offer was kept for long: somebody may have become busy since. Then it is like any start that is taken.
async function offeredClaim(
  stores: CommandStores,
  row: BookingRow,
  context: CommandContext,
  at: number,
): Promise<Claim | null> {
  const claim = await findOfferedClaim(stores.reservations, row, at, context.now);
  if (claim === null) return null;
  const { isTaken, unseen } = await stores.liveLooks.lookNow(claim.hold, context.people);
  if (isTaken) return null;
  if (unseen.length > 0 && !mayBookUnseen(row, context)) refuse(askedTooEarly);
  return { ...claim, unseen };
}

/** The status that booking leads to; refuses what cannot be booked, or no longer. */
export function statusToBook(row: BookingRow, context: CommandContext): BookingRow['status'] {
  const status = nextStatus(row, 'book', context);
  checkDeadline(row, context.now);
  return status;
}

export function withLifted(bounds: PartBounds, override: Override | undefined): PartBounds {
  return override === undefined ? bounds : { ...bounds, lifted: override.rules };
}

/** What booking a claimed time changes. */
export function bookChange(
  {
    row,
    context: { now },
    claim,
    status,
  }: { row: BookingRow; context: Pick<CommandContext, 'now'>; claim: Claim; status: BookingRow['status'] },
  input: Omit<BookInput, 'startsAt'>,
): Change {
  const scheduleRev = row.scheduleRev + 1;
  const { people, startsAt, endsAt } = claim.full;
  // Staff may choose a time beyond the window that the link was made for.
  const exp = Math.max(row.access.exp, accessEndsAt(row, startsAt.getTime()));
  return {
    action: 'book',
    detail: { startsAt: instantDetail(startsAt), people: people.join(' '), tzdata: tzdataVersion },
    set: {
      status,
      scheduleRev,
      startsAt,
      endsAt,
      people,
      optionalPeople: optionalOf(claim),
      ...agreedAway(claim.overAway),
      // With a new time both sides are asked anew, whatever was open about the old one.
      timeRev: null,
      dropOuts: [],
      ...(claim.full.resources ? { resourceSeats: claim.full.resources } : {}),
      ...(claim.full.placeIn ? { placeIn: claim.full.placeIn } : {}),
      zone: input.zone,
      scheduleMadeAt: new Date(now),
      reservationId: claim.hold._id,
      unseen: unseenBy(claim, now),
      promised: promisedBy(row, claim, input.zone),
      access: { ...row.access, exp },
      ...(input.locale ? { locale: input.locale } : {}),
      ...(input.note ? { note: input.note } : {}),
      ...phoneIfAsked(row, input.phone),
    },
    notices: [
      notice('scheduled', `scheduled@${scheduleRev}`, [candidateOf(row), ...interviewersOf(people)], {
        now,
        scheduleRev,
      }),
    ],
    raisesVersion: true,
    reservation: { do: claim.overAway === undefined ? 'promote' : 'take', claim },
  };
}

/** What a booking without a look at everybody's calendars leaves to be seen to. */
export function unseenBy({ unseen = [] }: Pick<Claim, 'unseen'>, now: number): Unseen[] {
  return unseen.map((personId) => ({ personId, since: new Date(now) }));
}

export function optionalOf({ full }: Pick<Claim, 'full'>): PersonId[] {
  const ids = new Set(optionalPeople(full.assignment));
  return full.people.filter((personId) => ids.has(personId));
}
