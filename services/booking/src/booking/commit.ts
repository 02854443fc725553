import { type Claim, claimantOf } from '../claims/claim.ts';
import { giveBackToTimeAway, takeFromTimeAway } from '../claims/claim-over-time-away.ts';
import type { AuditRow } from '../journal/audit-store.ts';
import type { IdempotencyRow } from '../journal/idempotency-store.ts';
import { findReplay } from '../journal/once.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { isDuplicateKey, isWriteConflict } from '../mongo/mongo.ts';
import { namesOf } from '../reservations/reservation-row.ts';
import { newId } from '../runtime/new-id.ts';
import { Refused } from '../runtime/refused.ts';
import { auditRow } from './audit-row.ts';
import { type Change, type CommandContext, withEffect, withWritten } from './change.ts';
import type { CommandStores } from './command.ts';
import { endedOffer, withEndOfWaiting } from './end-waiting.ts';
import { nudgeFor } from './nudge.ts';
import { isSession } from './row/booking-kind.ts';
import type { BookingRow } from './row/booking-row.ts';
import { changedRow } from './row/changed-row.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';
import type { ScheduledWrite } from './row/scheduled-write.ts';

/** Null after a lost race; a refusal or a race lost to the same request is answered as that one was. */
export async function tryOrReplay<T>(
  stores: CommandStores,
  context: CommandContext,
  work: () => Promise<T>,
): Promise<{ answer: T } | null> {
  try {
    return { answer: await work() };
  } catch (error) {
    const isLost = error instanceof LostRace || isDuplicateKey(error);
    if (!isLost && !(error instanceof Refused)) throw error;
    const replay = await findReplay<T>(stores, context);
    if (replay === null && !isLost) throw error;
    return replay;
  }
}

export interface Judged<Row extends ScheduledRow = BookingRow> {
  readonly row: Row;
  readonly context: CommandContext;
  readonly change: Change;
}

/**
 * Writes decided changes, each with its audit row and nudge, and the answer that the key of the first one keeps, in one
 * transaction: all of it or nothing. Throws LostRace when a row or a claim is no longer what it was; what was claimed for
 * them is given back then.
 */
export async function commitChanges<T, Row extends ScheduledRow>(
  stores: CommandStores,
  judged: readonly Judged<Row>[],
  answerOf: (after: readonly Row[]) => T | Promise<T>,
): Promise<T> {
  try {
    const writes = judged.map((one) => writeOf(one));
    // Made before the transaction, which must stay short and await nothing but its own writes.
    const answer = await answerOf(writes.map(({ after }) => after));
    const commit = () =>
      stores.inTransaction(async () => {
        const commitId = newId('event');
        for (const write of writes) await writeChange(stores, write, commitId);
        const [first] = judged;
        const kept = first === undefined ? [] : keptAnswers(first.context, answer);
        if (kept.length > 0) await stores.idempotency.keep(...kept);
      });
    const session = sessionOf(judged);
    await (session === undefined ? commit() : stores.reservations.groups.inTurn(session, commit));
    return answer;
  } catch (error) {
    for (const one of judged) await dropClaim(stores, one);
    throw error;
  }
}

/** The group session that is changed, or whose guests become more or fewer. */
function sessionOf(judged: readonly Judged<ScheduledRow>[]) {
  const one = judged.find(({ row, change }) => change.reservation !== undefined || isSession(row));
  if (one === undefined) return undefined;
  const { row, change } = one;
  if (isSession(row)) return row.reservationId ?? undefined;
  const { reservation } = change;
  const claimed = reservation && 'claim' in reservation ? reservation.claim.full.placeIn : undefined;
  return claimed ?? row.placeIn;
}

export interface Write<Row extends ScheduledRow = BookingRow> extends Judged<Row>, ScheduledWrite {
  readonly row: Row;
  readonly after: Row;
}

export function writeOf<Row extends ScheduledRow>(judged: Judged<Row>): Write<Row> {
  const { row, change, context } = judged;
  const set = withEffect(row, context, withEndOfWaiting(row, withWritten(row, context, change)));
  const { notices = [], raisesVersion } = change;
  const terms = { notices, raisesVersion };
  return { ...judged, set, terms, after: change.isNothing ? row : changedRow(row, set, terms) };
}

export async function writeChange(stores: CommandStores, write: Write<ScheduledRow>, commitId: string): Promise<void> {
  const { row, context, change, set, terms, after } = write;
  if (change.isNothing) return;
  await takeOverAway(stores, { row, change });
  await moveReservation(stores, { row, context, change });
  await giveBackTimeAway(stores, { row, change });
  await releaseEndedOffer(stores, { row, after });
  if (!(await stores.scheduled.change(row, set, terms))) throw new LostRace();
  await change.also?.();
  if (isSession(row) && change.reservation?.do === 'reseat')
    await stores.places.tellGuests(stores, row, context, change);
  await stores.audit.append(auditRowOf(write, commitId));
  await stores.outbox.append(nudgeFor(after, context.now));
}

/**
 * In the transaction, before a claim that staff made over somebody's time away: what it takes is let go, also by the hold
 * of its own booking.
 */
async function takeOverAway(
  { reservations }: Pick<CommandStores, 'reservations'>,
  { row, change: { reservation } }: Pick<Judged<ScheduledRow>, 'row' | 'change'>,
): Promise<void> {
  if (reservation?.do !== 'take' && reservation?.do !== 'move' && reservation?.do !== 'reseat') return;
  const { full, overAway } = reservation.do === 'reseat' ? reservation : reservation.claim;
  if (overAway === undefined) return;
  const { tenantId, _id } = row;
  if (reservation.do !== 'reseat') await reservations.releaseHoldOf(tenantId, _id);
  await takeFromTimeAway(reservations, tenantId, overAway, full.cells ?? []);
}

async function giveBackTimeAway(
  { reservations }: Pick<CommandStores, 'reservations'>,
  { row, change: { reservation } }: Pick<Judged<ScheduledRow>, 'row' | 'change'>,
): Promise<void> {
  const { tenantId, overTimeOff = [], overElsewhere = [], startsAt, endsAt } = row;
  const people = [...overTimeOff, ...overElsewhere];
  const isLeft = reservation?.do === 'release' || reservation?.do === 'move' || reservation?.do === 'reseat';
  if (!isLeft || people.length === 0 || startsAt === null || endsAt === null) return;
  await giveBackToTimeAway(reservations, tenantId, { people, startsAt, endsAt });
}

/** In the transaction of a change that leaves an offer behind: its time is free again. */
async function releaseEndedOffer(
  { reservations }: Pick<CommandStores, 'reservations'>,
  { row, after }: Pick<Write<ScheduledRow>, 'row' | 'after'>,
): Promise<void> {
  const ended = endedOffer(row, after);
  if (ended !== null) await reservations.releaseOffer(row.tenantId, ended);
}

function auditRowOf({ row, context, change, after }: Write<ScheduledRow>, commitId: string): AuditRow {
  return { ...auditRow(after, context, change, row), commitId };
}

/** The row that keeps an answer under the key of its request; none for a request without one. */
function keptAnswers({ idempotency, tenantId, now }: CommandContext, answer: unknown): IdempotencyRow[] {
  return idempotency === undefined ? [] : [{ tenantId, ...idempotency, answer, createdAt: new Date(now) }];
}

// The count of a session comes first, since many guests write it at once: whoever loses there has written nothing yet.
async function moveReservation(stores: CommandStores, { row, context, change }: Judged<ScheduledRow>): Promise<void> {
  const { reservations } = stores;
  const { reservation } = change;
  if (reservation === undefined) return;
  if (isSession(row)) return await moveSession(reservations, reservation);
  if (reservation.do === 'promote') {
    await stores.places.join(stores, row, context, reservation.claim.full);
    await promote(reservations, row, reservation.claim, new Date(context.now));
    return;
  }
  if (reservation.do === 'take') {
    await winOrLose(reservations.take(reservation.claim.hold));
    return;
  }
  if (reservation.do === 'keep') {
    if (!(await reservations.moveHold(reservation.claim.hold, { expiresAt: reservation.until }))) throw new LostRace();
    return;
  }
  if (reservation.do === 'release' || reservation.do === 'releaseHold') {
    await reservations.releaseHoldOf(row.tenantId, row._id);
    if (reservation.do === 'releaseHold') return;
    const leaving = { placeIn: row.placeIn, tookPlace: reservation.tookPlace, status: change.set.status };
    await stores.places.leave(stores, row, context, leaving);
    if (!(await reservations.release(row.tenantId, row._id, reservation.tookPlace))) throw new LostRace();
    return;
  }
  if (reservation.do === 'move') {
    await stores.places.join(stores, row, context, reservation.claim.full);
    await stores.places.leave(stores, row, context, { placeIn: reservation.own.placeIn });
  }
  await moveOwn(reservations, reservation);
}

// It is given up with the last guest, never by a change of the session.
async function moveSession(
  reservations: CommandStores['reservations'],
  reservation: NonNullable<Change['reservation']>,
): Promise<void> {
  if (reservation.do === 'move' || reservation.do === 'reseat') await moveOwn(reservations, reservation);
}

async function moveOwn(
  reservations: CommandStores['reservations'],
  moved: Extract<Change['reservation'], { readonly do: 'move' | 'reseat' }>,
): Promise<void> {
  const { own } = moved;
  if (moved.do === 'reseat') {
    const freed = own.people.filter((personId) => !moved.full.people.includes(personId));
    if (!(await reservations.move(own, { ...moved.full, freed }))) throw new LostRace();
    return;
  }
  const { hold, full, overAway } = moved.claim;
  // A booked place names no people: the row of its session does.
  const { resources: _, ...place } = full;
  const set = { ...(full.placeIn ? { ...place, people: [] } : full), freed: namesOf(own) };
  if (overAway !== undefined) return await winOrLose(reservations.move(own, set));
  // The hold's cells are reused by the update, so it goes first: the other order collides with itself.
  if (!(await reservations.releaseHold(hold))) throw new LostRace();
  if (!(await reservations.move(own, set))) throw new LostRace();
}

// A rival whose transaction has not ended may still fail, but nobody waits for that here: the next try claims first.
async function winOrLose(write: Promise<boolean>): Promise<void> {
  const isWon = await write.catch((error: unknown) => {
    if (isWriteConflict(error)) return false;
    throw error;
  });
  if (!isWon) throw new LostRace();
}

async function promote(
  reservations: CommandStores['reservations'],
  row: ScheduledRow,
  { hold }: Claim,
  now: Date,
): Promise<void> {
  if (!(await reservations.promote(hold, now))) throw new LostRace();
  // A time that was offered leaves the hold on another one behind.
  if (hold.offeredTo !== undefined) await reservations.releaseHoldOf(row.tenantId, row._id);
}

// What was claimed and not committed must not keep the time from others until it expires.
async function dropClaim(
  stores: CommandStores,
  { change: { reservation }, context }: Pick<Judged<ScheduledRow>, 'change' | 'context'>,
): Promise<void> {
  if (reservation === undefined || !('claim' in reservation)) return;
  // A claim over time away is written by the commit alone, which failed, so there is nothing to give back.
  if (reservation.claim.overAway !== undefined) return;
  const { hold } = reservation.claim;
  // An offer stays an offer when booking it fails, and what was held before is held until it ends.
  if (reservation.do === 'promote' && (hold.offeredTo !== undefined || hold.requestId !== claimantOf(context))) return;
  try {
    await stores.reservations.releaseHold(hold);
  } catch {
    // The hold ends by itself; the error that brought us here is the one to report.
  }
}
