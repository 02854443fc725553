import { rescheduleRefusal } from '@interlude/shared/booking/booking-rules';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Reason } from '@interlude/shared/schemas/fields';
import type { Claim } from '../../claims/claim.ts';
import { agreedAway } from '../../claims/claim-over-time-away.ts';
import { claimToCommit } from '../../claims/claim-start.ts';
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
  textsOf,
} from '../change.ts';
import type { Command, CommandStores } from '../command.ts';
import { type Override, overrideDetail } from '../override.ts';
import { ownTimeOf } from '../own-time.ts';
import { isBooking } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { phoneSaid } from '../row/phone.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';
import { readBounds, relyOnAll } from '../siblings.ts';
import { optionalOf, unseenBy, withLifted } from './book.ts';
import { clockSettled, promisedBy } from './clock.ts';

export interface MoveInput {
  readonly startsAt: number;
  readonly zone?: string;
  /** Canonical. */
  readonly phone?: string;
  readonly reason?: Reason;
  /** Staff only: why the limit does not count this time. */
  readonly overrideLimit?: Reason;
  /** Staff only. */
  readonly override?: Override;
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
  const own = await ownTimeOf(stores, row);
  const said = overrideDetail(input.override);
  const bounds = withLifted(await readBounds(stores, row, actor.party, now), input.override);
  const claim = await claimToCommit(stores, row, context, { startsAt: input.startsAt, own, bounds });
  const change = moveChange({ row, context, input, claim, status, reason });
  return {
    ...change,
    detail: { ...change.detail, ...said },
    written: textsOf(input.overrideLimit, input.override?.reason),
    reservation: { do: 'move', claim, own },
    also: () => relyOnAll(stores, bounds.others),
  };
}

interface Move<Row extends ScheduledRow> {
  readonly row: Row;
  readonly context: CommandContext;
  readonly claim: Pick<Claim, 'full' | 'overAway' | 'unseen'>;
  readonly status: BookingRow['status'];
  readonly reason: Reason | undefined;
}

interface BookingMove extends Move<BookingRow> {
  readonly input: Omit<MoveInput, 'startsAt'>;
}

/** What moving a booking to a claimed time changes, beside its reservation. */
export function moveChange({ input, ...move }: BookingMove): Change {
  const { row, context, claim } = move;
  const change = timeChange(move);
  const exp = Math.max(row.access.exp, accessEndsAt(row, claim.full.startsAt.getTime()));
  return {
    ...change,
    detail: { ...change.detail, overrideLimit: input.overrideLimit?.code ?? null },
    set: {
      ...change.set,
      ...(claim.full.placeIn ? { placeIn: claim.full.placeIn } : {}),
      rescheduleUsed: row.rescheduleUsed + (context.actor.party === 'staff' ? 0 : 1),
      ...(input.zone ? { zone: input.zone } : {}),
      ...phoneSaid(row, input.phone),
      promised: promisedBy(row, claim, input.zone ?? row.zone),
      // The link outlives the interview it opens, whoever moved it.
      access: { ...row.access, exp },
    },
  };
}

/** The same as far as it goes for a group session too: who comes when, and who is told. */
export function timeChange({ row, context, claim, status, reason }: Move<ScheduledRow>): Change {
  const { actor, now } = context;
  const byStaff = actor.party === 'staff';
  const scheduleRev = row.scheduleRev + 1;
  const { people, startsAt, endsAt } = claim.full;
  const kept = people.filter((id) => row.people.includes(id));
  const added = people.filter((id) => !row.people.includes(id));
  const removed = row.people.filter((id) => !people.includes(id));
  const told = { now, scheduleRev };
  return {
    action: 'reschedule',
    detail: {
      from: instantDetail(row.startsAt),
      startsAt: instantDetail(startsAt),
      people: people.join(' '),
      reason: reason?.code ?? null,
    },
    set: {
      status,
      scheduleRev,
      startsAt,
      endsAt,
      people,
      optionalPeople: optionalOf(claim),
      ...agreedAway(claim.overAway),
      ...(claim.full.resources ? { resourceSeats: claim.full.resources } : {}),
      timeRev: null,
      // People who could not come at the old time may be able to come at the new one.
      dropOuts: [],
      unseen: unseenBy(claim, now),
      formerStartsAt: row.startsAt,
      // A meeting that had begun and is moved has not begun.
      startedAt: null,
      scheduleMadeAt: new Date(now),
      reason: reason ? { ...reason, by: byStaff ? 'staff' : 'candidate' } : null,
      ...clockSettled,
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

export function reschedule(input: MoveInput): Command<BookingRow> {
  const { startsAt } = input;
  return {
    name: 'reschedule',
    takes: isBooking,
    startsAt,
    decide: (stores, row, context) => judgeMove(stores, row, context, input),
  };
}
