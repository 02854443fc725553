import { rescheduleRefusal } from '@interlude/shared/booking/booking-rules';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { PersonId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/schemas/interview';
import { optionalPeople } from '@interlude/shared/slots/assignment';
import { tzdataVersion } from '@interlude/shared/time/zone-table.gen';
import type { Claim } from '../../claims/claim.ts';
import { claimToCommit } from '../../claims/claim-start.ts';
import { LostRace } from '../../mongo/lost-race.ts';
import { refuse } from '../../runtime/refused.ts';
import {
  accessEndsAt,
  type Change,
  type CommandContext,
  candidateOf,
  checkedReason,
  instantDetail,
  interviewersOf,
  lastToldOf,
  nextStatus,
  notice,
} from '../change.ts';
import type { Command, CommandStores } from '../command.ts';
import { findOfferedClaim } from '../offered-time.ts';
import { type Override, overrideDetail } from '../override.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { type PartBounds, readBounds, relyOnAll } from '../siblings.ts';
import { clockSettled, promisedBy } from './clock.ts';

export interface BookInput {
  readonly startsAt: number;
  /** Canonical. */
  readonly zone: string;
  readonly locale?: string;
  readonly note?: string;
  /** Staff only. */
  readonly override?: Override;
}

export interface MoveInput {
  readonly startsAt: number;
  readonly zone?: string;
  readonly reason?: Reason;
  /** Staff only: why the limit does not count this time. */
  readonly overrideLimit?: Reason;
  /** Staff only. */
  readonly override?: Override;
}

async function judgeBook(stores: CommandStores, row: BookingRow, context: CommandContext, input: BookInput) {
  const { now } = context;
  const status = nextStatus(row, 'book', context);
  if (now > row.link.bookBy.getTime()) refuse({ code: 'link_expired', expiredAt: row.link.bookBy.toISOString() });
  const { startsAt: at } = input;
  const said = overrideDetail(input.override);
  const bounds = withLifted(await readBounds(stores, row, context.actor.party, now), input.override);
  const claim =
    (await findOfferedClaim(stores.reservations, row, at, now)) ??
    (await claimToCommit(stores, row, context, { startsAt: at, own: null, bounds }));
  const change = bookChange({ row, context, claim, status }, input);
  return { ...change, detail: { ...change.detail, ...said }, also: () => relyOnAll(stores, bounds.others) };
}

function withLifted(bounds: PartBounds, override: Override | undefined): PartBounds {
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
      overTimeOff: [...(claim.overTimeOff ?? [])],
      // With a new time both sides are asked anew, whatever was open about the old one.
      timeRev: null,
      dropOuts: [],
      ...(claim.full.resources ? { resourceSeats: claim.full.resources } : {}),
      ...(claim.full.placeIn ? { placeIn: claim.full.placeIn } : {}),
      zone: input.zone,
      scheduleMadeAt: new Date(now),
      reservationId: claim.hold._id,
      promised: promisedBy(row, claim, input.zone),
      access: { ...row.access, exp },
      ...(input.locale ? { locale: input.locale } : {}),
      ...(input.note ? { note: input.note } : {}),
    },
    notices: [
      notice('scheduled', `scheduled@${scheduleRev}`, [candidateOf(row), ...interviewersOf(people)], {
        now,
        scheduleRev,
      }),
    ],
    raisesVersion: true,
    reservation: { do: claim.overTimeOff === undefined ? 'promote' : 'take', claim },
  };
}

/** Moves a booked interview; the old time is kept until the new one is committed. */
async function judgeMove(
  stores: CommandStores,
  row: BookingRow,
  context: CommandContext,
  input: MoveInput,
): Promise<Change> {
  const { actor, now } = context;
  const byStaff = actor.party === 'staff';
  const status = nextStatus(row, 'reschedule', context);
  const isSaid = byStaff || input.reason !== undefined;
  const reason = isSaid ? checkedReason(input.reason, reasonCodes.reschedule) : undefined;
  if (input.overrideLimit !== undefined) checkedReason(input.overrideLimit, reasonCodes.overrideLimit);
  const facts = { ...row, startsAt: row.startsAt?.getTime() ?? null };
  const refusal = byStaff ? null : rescheduleRefusal(facts, now);
  if (refusal !== null) refuse(refusal);
  const own = await stores.reservations.findLive(row.tenantId, row._id, 'booking');
  // The booking was read just before somebody ended it: the next attempt reads what happened.
  if (own === null) throw new LostRace();
  const said = overrideDetail(input.override);
  const bounds = withLifted(await readBounds(stores, row, actor.party, now), input.override);
  const claim = await claimToCommit(stores, row, context, { startsAt: input.startsAt, own, bounds });
  const change = moveChange({ row, context, input, claim, status, reason });
  const detail = { ...change.detail, ...said };
  return { ...change, detail, reservation: { do: 'move', claim, own }, also: () => relyOnAll(stores, bounds.others) };
}

interface Move {
  readonly row: BookingRow;
  readonly context: CommandContext;
  readonly input: Omit<MoveInput, 'startsAt'>;
  readonly claim: Pick<Claim, 'full' | 'overTimeOff'>;
  readonly status: BookingRow['status'];
  readonly reason: Reason | undefined;
}

/** What moving a booking to a claimed time changes, beside its reservation. */
export function moveChange({ row, context, input, claim, status, reason }: Move): Change {
  const { actor, now } = context;
  const byStaff = actor.party === 'staff';
  const scheduleRev = row.scheduleRev + 1;
  const { people, startsAt, endsAt } = claim.full;
  const kept = people.filter((id) => row.people.includes(id));
  const added = people.filter((id) => !row.people.includes(id));
  const removed = row.people.filter((id) => !people.includes(id));
  const told = { now, scheduleRev };
  const exp = Math.max(row.access.exp, accessEndsAt(row, startsAt.getTime()));
  return {
    action: 'reschedule',
    detail: {
      from: instantDetail(row.startsAt),
      startsAt: instantDetail(startsAt),
      people: people.join(' '),
      reason: reason?.code ?? null,
      overrideLimit: input.overrideLimit?.code ?? null,
    },
    set: {
      status,
      scheduleRev,
      startsAt,
      endsAt,
      people,
      optionalPeople: optionalOf(claim),
      overTimeOff: [...(claim.overTimeOff ?? [])],
      ...(claim.full.resources ? { resourceSeats: claim.full.resources } : {}),
      ...(claim.full.placeIn ? { placeIn: claim.full.placeIn } : {}),
      timeRev: null,
      // People who could not come at the old time may be able to come at the new one.
      dropOuts: [],
      formerStartsAt: row.startsAt,
      // A meeting that had begun and is moved has not begun.
      startedAt: null,
      scheduleMadeAt: new Date(now),
      rescheduleUsed: row.rescheduleUsed + (byStaff ? 0 : 1),
      reason: reason ? { ...reason, by: byStaff ? 'staff' : 'candidate' } : null,
      ...(input.zone ? { zone: input.zone } : {}),
      promised: promisedBy(row, claim, input.zone ?? row.zone),
      ...clockSettled,
      // The link outlives the interview it opens, whoever moved it.
      access: { ...row.access, exp },
    },
    notices: [
      notice('rescheduled', `rescheduled@${scheduleRev}`, [candidateOf(row), ...interviewersOf(kept)], told),
      ...(added.length > 0 ? [notice('scheduled', `scheduled@${scheduleRev}`, interviewersOf(added), told)] : []),
      ...(removed.length > 0
        ? [
            {
              ...notice('cancelled', `cancelled@${scheduleRev}`, interviewersOf(removed), told),
              lastTold: lastToldOf(row, removed),
            },
          ]
        : []),
    ],
    raisesVersion: true,
  };
}

function optionalOf({ full }: Pick<Claim, 'full'>): PersonId[] {
  const ids = new Set(optionalPeople(full.assignment));
  return full.people.filter((personId) => ids.has(personId));
}

export function book(input: BookInput): Command {
  const { startsAt } = input;
  return { name: 'book', startsAt, decide: (stores, row, context) => judgeBook(stores, row, context, input) };
}

export function reschedule(input: MoveInput): Command {
  const { startsAt } = input;
  return { name: 'reschedule', startsAt, decide: (stores, row, context) => judgeMove(stores, row, context, input) };
}
