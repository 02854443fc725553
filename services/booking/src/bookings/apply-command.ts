import { instantText } from '@interlude/shared/booking-rules';
import { commandSeconds } from '../metrics.ts';
import { isDuplicateKey } from '../mongo.ts';
import { newId } from '../new-id.ts';
import { Refused, refuse } from '../refused.ts';
import { boundsFor } from '../slots/bounds.ts';
import { alternativesTo, type Claim, spanAround } from '../slots/claim-time.ts';
import { namesOf } from '../slots/reservation-row.ts';
import { readQuestion } from '../slots/slot-question.ts';
import { endedOffer, withEndOfWaiting } from '../waitlist/end-waiting.ts';
import { type BookingRow, changedRow } from './booking-row.ts';
import type { Change, CommandContext } from './change.ts';
import { type Command, type CommandStores, judge } from './judge.ts';
import { LostRace } from './lost-race.ts';
import { nudgeFor } from './nudge.ts';

/** Makes the stored answer of a command from the row as it will be after it. */
export type AnswerOf<T> = (row: BookingRow) => T | Promise<T>;

const attempts = 3;

/** One request as it travels through the steps below. */
interface Asked {
  readonly context: CommandContext;
  readonly command: Command;
}

/**
 * The one writer of interviews. Loads, judges, and commits change, audit row, idempotent answer and nudge in one
 * transaction. Refuses with `Refused`; an outage propagates, and the same idempotency key tells what became of it.
 */
export function createApplyCommand(stores: CommandStores) {
  return async function applyCommand<T>(context: CommandContext, command: Command, answerOf: AnswerOf<T>): Promise<T> {
    const done = commandSeconds.startTimer({ command: command.do });
    try {
      return await untilDecided({ context, command }, answerOf);
    } finally {
      done();
    }
  };

  async function untilDecided<T>(asked: Asked, answerOf: AnswerOf<T>): Promise<T> {
    const { tenantId, interviewId } = asked.context;
    for (let attempt = 1; ; attempt++) {
      const tried = await attemptOnce(stores, attempt === 1 ? asked : withoutSeen(asked), answerOf);
      if ('answer' in tried) return tried.answer;
      const now = (await stores.bookings.find(tenantId, interviewId)) ?? tried.seen;
      if (now.version !== tried.seen.version || attempt >= attempts)
        return await refuseVersion(stores, now, asked, tried.seen.version);
    }
  }
}

function withoutSeen({ context: { seen: _, people: __, ...context }, command }: Asked): Asked {
  return { context, command };
}

type Tried<T> = { readonly answer: T } | { readonly seen: BookingRow };

// Answers, refuses, or reports the state it lost its race in. A repeated key is not looked up first: repeating a
// command is either refused by what the first one did, or ends at the unique index of the keys; both look there then.
async function attemptOnce<T>(stores: CommandStores, asked: Asked, answerOf: AnswerOf<T>): Promise<Tried<T>> {
  const { context } = asked;
  const row = context.seen ?? (await stores.bookings.find(context.tenantId, context.interviewId));
  if (row === null) return refuse({ code: 'not_found' });
  const judged = await judgeOrReplay<T>(stores, row, asked);
  if (!('change' in judged)) return judged;
  const { change } = judged;
  try {
    return { answer: await commit(stores, { row, context, change }, answerOf) };
  } catch (error) {
    await dropClaim(stores, change);
    if (!(error instanceof LostRace) && !isDuplicateKey(error)) throw error;
    // The same key may have won the race from another request: then its answer is ours.
    return (await findReplay<T>(stores, context)) ?? { seen: row };
  }
}

async function judgeOrReplay<T>(
  stores: CommandStores,
  row: BookingRow,
  asked: Asked,
): Promise<Tried<T> | { readonly change: Change }> {
  try {
    return { change: await judge(stores, row, asked.context, asked.command) };
  } catch (error) {
    if (error instanceof LostRace) return (await findReplay<T>(stores, asked.context)) ?? { seen: row };
    if (!(error instanceof Refused)) throw error;
    // The same key may have been answered before, or just now: its answer is the answer, not a refusal.
    const replay = await findReplay<T>(stores, asked.context);
    if (replay !== null) return replay;
    if (error.refusal.code === 'version_conflict') return await refuseVersion(stores, row, asked);
    throw error;
  }
}

async function findReplay<T>(stores: CommandStores, context: CommandContext): Promise<{ answer: T } | null> {
  const { idempotency, tenantId } = context;
  if (idempotency === undefined) return null;
  const kept = await stores.idempotency.find(tenantId, idempotency.scope, idempotency.key);
  if (kept === null) return null;
  if (kept.hash !== idempotency.hash) refuse({ code: 'idempotency_mismatch' });
  return { answer: kept.answer as T };
}

interface Judged {
  readonly row: BookingRow;
  readonly context: CommandContext;
  readonly change: Change;
}

async function commit<T>(stores: CommandStores, { row, context, change }: Judged, answerOf: AnswerOf<T>): Promise<T> {
  const { raisesVersion, notices = [] } = change;
  const set = withEndOfWaiting(row, change.set);
  const after = changedRow(row, set, { notices, raisesVersion });
  // Made before the transaction, which must stay short and await nothing but its own writes.
  const answer = await answerOf(after);
  await stores.inTransaction(async () => {
    await moveReservation(stores, { row, context, change });
    const ended = endedOffer(row, after);
    if (ended !== null) await stores.reservations.releaseOffer(row.tenantId, ended);
    if (!(await stores.bookings.change(row, set, { notices, raisesVersion }))) throw new LostRace();
    await change.also?.();
    await stores.audit.append({
      _id: newId('event'),
      tenantId: row.tenantId,
      interviewId: row._id,
      at: new Date(context.now),
      actor: context.actor,
      action: change.action,
      detail: { status: after.status, version: after.version, ...change.detail },
      requestId: context.requestId,
    });
    await keepAnswer(stores, context, answer);
    await stores.outbox.append(nudgeFor(after, context.now));
  });
  return answer;
}

async function keepAnswer(stores: CommandStores, context: CommandContext, answer: unknown): Promise<void> {
  const { idempotency, tenantId, now } = context;
  if (idempotency === undefined) return;
  await stores.idempotency.keep({ tenantId, ...idempotency, answer, createdAt: new Date(now) });
}

async function moveReservation(stores: CommandStores, { row, context, change }: Judged): Promise<void> {
  const { reservations } = stores;
  const { reservation } = change;
  if (reservation === undefined) return;
  if (reservation.do === 'promote') {
    await promote(reservations, row, reservation.claim, new Date(context.now));
    return;
  }
  if (reservation.do === 'keep') {
    if (!(await reservations.moveHold(reservation.claim.hold, { expiresAt: reservation.until }))) throw new LostRace();
    return;
  }
  if (reservation.do === 'release' || reservation.do === 'releaseHold') {
    await reservations.releaseHoldOf(row.tenantId, row._id);
    if (reservation.do === 'releaseHold') return;
    if (!(await reservations.release(row.tenantId, row._id, reservation.tookPlace))) throw new LostRace();
    return;
  }
  if (reservation.do === 'reseat') {
    const { own, full } = reservation;
    const freed = own.people.filter((personId) => !full.people.includes(personId));
    if (!(await reservations.move(own, { ...full, freed }))) throw new LostRace();
    return;
  }
  const { claim, own } = reservation;
  // The hold's cells are reused by the update, so it goes first: the other order collides with itself.
  if (!(await reservations.releaseHold(claim.hold))) throw new LostRace();
  if (!(await reservations.move(own, { ...claim.full, freed: namesOf(own) }))) throw new LostRace();
}

async function promote(
  reservations: CommandStores['reservations'],
  row: BookingRow,
  { hold }: Claim,
  now: Date,
): Promise<void> {
  if (!(await reservations.promote(hold, now))) throw new LostRace();
  // A time that was offered leaves the hold on another one behind.
  if (hold.offeredTo !== undefined) await reservations.releaseHoldOf(row.tenantId, row._id);
}

// What was claimed and not committed must not keep the time from others until it expires.
async function dropClaim(stores: CommandStores, change: Change): Promise<void> {
  const { reservation } = change;
  if (reservation === undefined || !('claim' in reservation)) return;
  // An offer stays an offer when booking it fails.
  if (reservation.do === 'promote' && reservation.claim.hold.offeredTo !== undefined) return;
  try {
    await stores.reservations.releaseHold(reservation.claim.hold);
  } catch {
    // The hold ends by itself; the error that brought us here is the one to report.
  }
}

async function refuseVersion(
  stores: CommandStores,
  row: BookingRow,
  { context, command }: Asked,
  seenVersion?: number,
): Promise<never> {
  const { version, status } = row;
  if (command.do !== 'book' && command.do !== 'reschedule')
    throw new Refused({ code: 'version_conflict', version, status });
  const { startsAt } = command.input;
  const span = spanAround(startsAt);
  const bounds = boundsFor(row, context.actor.party, context.now);
  const { asked } = await readQuestion(stores, row, span, bounds);
  const alternatives = alternativesTo(asked, startsAt, span).filter((at) => at !== presentOf(row));
  // Nothing moved but the hold: it was replaced or ran out between claim and commit.
  if (seenVersion === version) throw new Refused({ code: 'hold_expired', alternatives });
  throw new Refused({ code: 'version_conflict', version, status, alternatives });
}

function presentOf(row: BookingRow): string | null {
  return row.startsAt === null ? null : instantText(row.startsAt.getTime());
}
