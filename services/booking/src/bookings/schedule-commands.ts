import { optionalPeople } from '@interlude/shared/assignment';
import { rescheduleRefusal } from '@interlude/shared/booking-rules';
import { parseDuration } from '@interlude/shared/duration';
import { type SlotQuestion, startProblem } from '@interlude/shared/free-slots';
import type { PersonId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/interview';
import { reasonCodes } from '@interlude/shared/reason-codes';
import { tzdataVersion } from '@interlude/shared/zone-table.gen';
import { refuse } from '../refused.ts';
import { alternativesTo, type Claim, claimTime, type ReadQuestion, spanAround } from '../slots/claim-time.ts';
import { neededBy } from '../slots/panel.ts';
import { type PartBounds, readBounds, relyOnAll } from '../slots/part-bounds.ts';
import type { ReservationRow } from '../slots/reservation-row.ts';
import { type Question, type QuestionStores, readQuestion } from '../slots/slot-question.ts';
import { findOfferedClaim } from '../waitlist/offered-claim.ts';
import type { BookingRow } from './booking-row.ts';
import {
  accessEndsAt,
  type Change,
  type CommandContext,
  candidateOf,
  instantDetail,
  interviewersOf,
  nextStatus,
  notice,
} from './change.ts';
import { clockSettled, promisedBy } from './clock-commands.ts';
import { LostRace } from './lost-race.ts';
import { checkedReason } from './status-commands.ts';

const minute = 60_000;

export interface BookInput {
  readonly startsAt: number;
  /** Canonical. */
  readonly zone: string;
  readonly locale?: string;
  readonly note?: string;
}

export interface MoveInput {
  readonly startsAt: number;
  readonly zone?: string;
  readonly reason?: Reason;
  /** Staff only: why the limit does not count this time. */
  readonly overrideLimit?: Reason;
}

/** The candidate takes a time. */
export async function book(stores: QuestionStores, row: BookingRow, context: CommandContext, input: BookInput) {
  const { now } = context;
  const status = nextStatus(row, 'book', context);
  if (now > row.link.bookBy.getTime()) refuse({ code: 'link_expired', expiredAt: row.link.bookBy.toISOString() });
  const { startsAt: at } = input;
  const bounds = await readBounds(stores, row, context.actor.party, now);
  const claim =
    (await findOfferedClaim(stores.reservations, row, at, now)) ??
    (await claimStart(stores, row, context, { startsAt: at, own: null, usesHold: true, bounds }));
  return { ...bookChange({ row, context, claim, status }, input), also: () => relyOnAll(stores, bounds.others) };
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
      // A new time is a new question, whatever an earlier one left behind.
      timeRev: null,
      dropOuts: [],
      ...(claim.full.resources ? { resourceSeats: claim.full.resources } : {}),
      zone: input.zone,
      scheduleMadeAt: new Date(now),
      reservationId: claim.hold._id,
      promised: promisedBy(row, claim, input.zone),
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
    reservation: { do: 'promote', claim },
  };
}

/** Moves a booked interview; the old time is kept until the new one is committed. */
export async function reschedule(stores: QuestionStores, row: BookingRow, context: CommandContext, input: MoveInput) {
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
  // Read before somebody ended it: the next look at the interview says what happened.
  if (own === null) throw new LostRace();
  const bounds = await readBounds(stores, row, actor.party, now);
  const claim = await claimStart(stores, row, context, { startsAt: input.startsAt, own, bounds });
  const change = moveChange({ row, context, input, claim, own, status, reason });
  return { ...change, also: () => relyOnAll(stores, bounds.others) };
}

interface Move {
  readonly row: BookingRow;
  readonly context: CommandContext;
  readonly input: MoveInput;
  readonly claim: Claim;
  readonly own: ReservationRow;
  readonly status: BookingRow['status'];
  readonly reason: Reason | undefined;
}

function moveChange({ row, context, input, claim, own, status, reason }: Move): Change {
  const { actor, now } = context;
  const byStaff = actor.party === 'staff';
  const scheduleRev = row.scheduleRev + 1;
  const { people, startsAt, endsAt } = claim.full;
  const kept = people.filter((id) => row.people.includes(id));
  const added = people.filter((id) => !row.people.includes(id));
  const removed = row.people.filter((id) => !people.includes(id));
  const told = { now, scheduleRev };
  const exp = Math.max(row.access.exp, accessEndsAt(row.policy, row.zone, startsAt.getTime()));
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
      ...(claim.full.resources ? { resourceSeats: claim.full.resources } : {}),
      timeRev: null,
      // Another time is another question: whoever could not come then may be able to now.
      dropOuts: [],
      formerStartsAt: row.startsAt,
      scheduleMadeAt: new Date(now),
      rescheduleUsed: row.rescheduleUsed + (byStaff ? 0 : 1),
      reason: reason ? { ...reason, by: byStaff ? 'staff' : 'candidate' } : null,
      ...(input.zone ? { zone: input.zone } : {}),
      promised: promisedBy(row, claim, input.zone ?? row.zone),
      ...clockSettled(row),
      // The link outlives the interview it opens, whoever moved it.
      access: { ...row.access, exp },
    },
    notices: [
      notice('rescheduled', `rescheduled@${scheduleRev}`, [candidateOf(row), ...interviewersOf(kept)], told),
      ...(added.length > 0 ? [notice('scheduled', `scheduled@${scheduleRev}`, interviewersOf(added), told)] : []),
      ...(removed.length > 0 ? [notice('cancelled', `cancelled@${scheduleRev}`, interviewersOf(removed), told)] : []),
    ],
    raisesVersion: true,
    reservation: { do: 'move', claim, own },
  };
}

function optionalOf({ full }: Claim): PersonId[] {
  const ids = new Set(optionalPeople(full.assignment));
  return full.people.filter((personId) => ids.has(personId));
}

// A start that is held already needs no second claim: it goes straight into the transaction.
function claimOfHold(held: ReservationRow | null, startsAt: number, now: number): Claim | null {
  if (held === null || !isHolding(held, startsAt, now)) return null;
  const { startsAt: start, endsAt, people, terms = [], resources, seats, cells = [], assignment } = held;
  const full = { startsAt: start, endsAt, people, terms, seats, cells, ...(resources ? { resources } : {}) };
  return { hold: held, full: { ...full, ...(assignment ? { assignment } : {}) } };
}

/** Whether a hold keeps this start at this instant, epoch milliseconds. */
export function isHolding(held: ReservationRow | null, startsAt: number, now: number): boolean {
  return held !== null && held.startsAt.getTime() === startsAt && (held.expiresAt?.getTime() ?? 0) > now;
}

interface StartWish {
  readonly startsAt: number;
  readonly own: ReservationRow | null;
  /** Whether a hold on this start will do as it is; otherwise asking again extends it. */
  readonly usesHold?: boolean;
  readonly bounds: PartBounds;
  /** The hold ends no later than this; a claim that is committed at once need not be bound. */
  readonly until?: number;
}

/** Holds a start while the candidate decides, or for the instant between claim and commit. */
export async function claimStart(
  stores: QuestionStores,
  row: BookingRow,
  context: CommandContext,
  { startsAt, own, bounds: given, usesHold = false, until = Number.POSITIVE_INFINITY }: StartWish,
): Promise<Claim> {
  const { now, people } = context;
  const bounds = { ...given, people };
  const readAt = (at: number) => readQuestion(stores, row, spanAround(at), { ...bounds, chooseFor: at });
  const found = await readAt(startsAt);
  const held = found.isHolding ? await stores.reservations.findLive(row.tenantId, row._id, 'hold') : null;
  const ready = usesHold && !isAside(startsAt, given.beside) ? claimOfHold(held, startsAt, now) : null;
  if (ready !== null) return ready;
  const isHeld = isHolding(held, startsAt, now);
  const adapted = (question: Question) => (isHeld && held !== null ? withoutNoticeOf(question, held.people) : question);
  const read = async (at: number) => adapted(await readAt(at));
  let question = adapted(found);
  const known = { isHeld, present: row.startsAt?.getTime() ?? null, beside: given.beside };
  await checkStart(read, question, startsAt, known);
  const { turns } = stores.reservations;
  const turn = `${row.tenantId} ${startsAt} ${neededBy(row)}`;
  for (let rival = turns.underWay(turn); rival !== undefined; rival = turns.underWay(turn)) {
    await rival;
    question = await read(startsAt);
    await checkStart(read, question, startsAt, known);
  }
  const wish = {
    tenantId: row.tenantId,
    bookingId: row._id,
    requestId: context.idempotency?.key ?? context.requestId,
    startsAt,
    now,
    expiresAt: Math.min(now + holdForMs(row.policy.holdFor), until),
    own,
  };
  return await turns.take(turn, async () => await claimTime(stores.reservations, { question, read }, wish));
}

// Whoever is held was in time when the start was held.
function withoutNoticeOf({ asked, ...rest }: Question, held: readonly string[]): Question {
  const people = asked.people.map((person) =>
    held.includes(person.personId) ? { ...person, earliestAt: undefined } : person,
  );
  return { ...rest, asked: { ...asked, people } };
}

interface Known {
  readonly isHeld: boolean;
  readonly present: number | null;
  readonly beside: PartBounds['beside'];
}

// Hours, notice and window are settled before anything is claimed; a start that was legal when held stays so.
async function checkStart(read: ReadQuestion, { asked }: Question, startsAt: number, known: Known): Promise<void> {
  const problem = problemOf(asked, startsAt, known);
  if (problem === null) return;
  // Far outside the window the facts around the start say nothing; the nearest end of the window has the alternatives.
  const near = Math.min(Math.max(startsAt, asked.earliestAt), asked.latestAt);
  const around = near === startsAt ? asked : (await read(near)).asked;
  const alternatives = alternativesTo(around, startsAt, spanAround(near)).filter(
    (at) => Date.parse(at) !== known.present,
  );
  if (problem === 'taken') refuse({ code: 'slot_taken', alternatives });
  refuse({ code: 'slot_not_offered', alternatives, because: problem });
}

function problemOf(asked: SlotQuestion, startsAt: number, { present, beside, isHeld }: Known) {
  if (present === startsAt) return 'same';
  // The other parts may have moved since a start was held.
  if (isAside(startsAt, beside)) return 'parts';
  return isHeld ? null : startProblem(asked, startsAt);
}

function isAside(startsAt: number, beside: PartBounds['beside']): boolean {
  return beside !== undefined && (startsAt < beside.from || startsAt > beside.to);
}

const holdLimitMs = 60 * minute;

/** How long a policy keeps a start for somebody who is choosing, milliseconds; an hour at most. */
export function holdForMs(text: string): number {
  const duration = parseDuration(text);
  if (duration === null) throw new RangeError(`not a duration: ${text}`);
  return Math.min(duration.days * 24 * 60 * minute + duration.ms, holdLimitMs);
}
