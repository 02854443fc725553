import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import type { Chain } from '@interlude/shared/bundles/arranged-starts';
import { isArranged, reachOf } from '@interlude/shared/bundles/arrangement';
import { questionsInTurn } from '@interlude/shared/bundles/questions-in-turn';
import { startProblem } from '@interlude/shared/slots/free-slots';
import { nearestStarts } from '@interlude/shared/slots/nearest-starts';
import { type CommandContext, nextStatus } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import { type BookInput, bookChange } from '../booking/commands/book.ts';
import { commitChanges, type Judged, tryOrReplay } from '../booking/commit.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { relyOnAll } from '../booking/siblings.ts';
import { boundsFor } from '../calendar/bounds.ts';
import type { Claim } from '../claims/claim.ts';
import { spanAround } from '../claims/claim-people.ts';
import { claimTogether } from '../claims/claim-several.ts';
import { refuse } from '../runtime/refused.ts';
import {
  chainOf,
  isOpen,
  type PartsQuestion,
  readParts,
  startsInTurns,
  type WantedStarts,
} from './arranged-question.ts';

// Whoever loses a time is refused at the next look; only seats of rooms and licences are worth so many tries.
const attempts = 20;
const attemptsWithOptional = 2;
const alternativesWanted = 5;
const minute = 60_000;
// How far from a lost start others are looked for.
const nearMs = 7 * 24 * 60 * minute;

export interface PartsBooking extends Omit<BookInput, 'startsAt'> {
  readonly wanted: WantedStarts;
}

type RowsAnswer<T> = (rows: readonly BookingRow[]) => T | Promise<T>;

/**
 * The candidate takes times for all open parts of an invitation at once. Each time is claimed by itself, earliest
 * first and never waiting; all of them become bookings in one transaction, or none. Whoever loses one gives the others
 * back and is refused `slot_taken` with the part that was lost and the starts of it that complete the rest.
 */
export async function bookParts<T>(
  stores: CommandStores,
  context: CommandContext & { readonly seen: BookingRow },
  input: PartsBooking,
  answerOf: RowsAnswer<T>,
): Promise<T> {
  const { part, status } = context.seen;
  if (part === undefined) {
    refuse({ code: 'status_forbids', status, action: 'bookParts', allowed: actionsOf(status, 'candidate') });
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const done = await tryOrReplay(stores, context, () => tryOnce(stores, { ...context, attempt }, input, answerOf));
    if (done !== null) return done.answer;
  }
  return await refuseLost(stores, context, input);
}

interface Attempt extends CommandContext {
  readonly seen: BookingRow;
  /** From 1. */
  readonly attempt: number;
}

async function tryOnce<T>(
  stores: CommandStores,
  { attempt, ...context }: Attempt,
  input: PartsBooking,
  answerOf: RowsAnswer<T>,
): Promise<T> {
  const { wanted, ...booking } = input;
  const read = await readWanted(stores, context, wanted);
  const others = read.rows.filter((row) => !isOpen(row));
  const claims = await claimAll(stores, { ...context, attempt }, read, wanted);
  const judged = claims.map(({ row, claim }, n): Judged => {
    const own = { ...context, interviewId: row._id };
    const status = nextStatus(row, 'book', context);
    const change = bookChange({ row, context: own, claim, status }, booking);
    return { row, context: own, change: n === 0 ? { ...change, also: () => relyOnAll(stores, others) } : change };
  });
  return await commitChanges(stores, judged, answerOf);
}

/** The parts and what decides about them now; refuses what is no choice of exactly the open parts in their arrangement. */
async function readWanted(
  stores: CommandStores,
  context: CommandContext & { readonly seen: BookingRow },
  wanted: WantedStarts,
): Promise<PartsQuestion> {
  const { now } = context;
  const { tenantId, part } = context.seen;
  const all = part === undefined ? [context.seen] : await stores.bookings.listParts(tenantId, part.invitationId);
  for (const interviewId of wanted.keys()) {
    const row = all.find(({ _id }) => _id === interviewId) ?? refuse({ code: 'not_found' });
    nextStatus(row, 'book', context);
    if (now > row.link.bookBy.getTime()) refuse({ code: 'link_expired', expiredAt: row.link.bookBy.toISOString() });
  }
  const missing = all.filter((row) => isOpen(row) && !wanted.has(row._id));
  if (missing.length > 0) refuse({ code: 'parts_together', interviewIds: missing.map(({ _id }) => _id) });
  await checkBounds(stores, all, { now, wanted });
  const starts = [...wanted.values()];
  const near = { from: Math.min(...starts) - nearMs, to: Math.max(...starts) + nearMs };
  const span = part === undefined ? near : reachOf(part.arrangement, near);
  return await readParts(stores, all, span, { now, wanted });
}

/** Refuses starts outside the notice and window of their part before anything is read that far away. */
async function checkBounds(
  stores: CommandStores,
  all: readonly BookingRow[],
  { now, wanted }: { readonly now: number; readonly wanted: WantedStarts },
): Promise<void> {
  const outside = all.filter(isOpen).flatMap((row) => {
    const startsAt = wanted.get(row._id) ?? 0;
    const { earliestAt, latestAt } = boundsFor(row, 'candidate', now);
    const near = Math.min(Math.max(startsAt, earliestAt), latestAt);
    return near === startsAt ? [] : [{ row, startsAt, near }];
  });
  const [first] = outside;
  if (first === undefined) return;
  const { row, startsAt, near } = first;
  const others = new Map([...wanted].filter(([id]) => !outside.some((one) => one.row._id === id)));
  const around = spanAround(near);
  const read = await readParts(stores, all, row.part ? reachOf(row.part.arrangement, around) : around, { now });
  const chain = chainOf(read, others);
  const lists = chain === null ? [] : await startsInTurns(chain, around);
  const starts = lists[read.rows.findIndex(({ _id }) => _id === row._id)] ?? [];
  const because = startsAt < near ? 'notice' : 'window';
  refuse({ code: 'slot_not_offered', alternatives: nearestOf(starts, startsAt), because, interviewId: row._id });
}

async function claimAll(
  stores: CommandStores,
  { attempt, ...context }: Attempt,
  read: PartsQuestion,
  wanted: WantedStarts,
): Promise<{ readonly row: BookingRow; readonly claim: Claim }[]> {
  const chain = chainOf(read, wanted) ?? refuse({ code: 'not_found' });
  await checkStarts(read, chain, wanted);
  const questionOf = (n: number) => read.questions.get(read.rows[n]?._id ?? '');
  const inTurn = questionsInTurn(chain, (n) => ({
    past: questionOf(n)?.past ?? new Map(),
    seed: read.rows[n]?._id ?? '',
    withoutOptional: attempt > attemptsWithOptional,
    spreadsResources: attempt > 1,
  }));
  if (inTurn === null) return await refuseTaken(read, chain);
  await releaseStale(stores, context, read);
  const open = inTurn.flatMap((asked, n) => {
    const [row, question] = [read.rows[n], questionOf(n)];
    if (asked === null || row === undefined || question === undefined) return [];
    return [{ row, question: { ...question, asked }, startsAt: wanted.get(row._id) ?? 0 }];
  });
  const claims = await claimTogether(stores, context, open);
  return claims.flatMap((claim, n) => {
    const row = open[n]?.row;
    return row === undefined ? [] : [{ row, claim }];
  });
}

/** What an earlier choice of the same candidate still holds is theirs, and must not stand in the way of this one. */
async function releaseStale(
  { reservations }: CommandStores,
  { idempotency, requestId }: CommandContext,
  { rows, questions }: PartsQuestion,
): Promise<void> {
  const holding = rows.filter(({ _id }) => questions.get(_id)?.isHolding === true);
  for (const { tenantId, _id } of holding) {
    const held = await reservations.findLive(tenantId, _id, 'hold');
    if (held !== null && held.requestId !== (idempotency?.key ?? requestId)) await reservations.releaseHold(held);
  }
}

/** What each start lacks by itself, then what they lack together. */
async function checkStarts(read: PartsQuestion, chain: Chain, wanted: WantedStarts): Promise<void> {
  for (const [interviewId, { asked }] of read.questions) {
    const problem = startProblem(asked, wanted.get(interviewId) ?? 0);
    if (problem === null) continue;
    const alternatives = (await alternativesBy(read, chain)).get(interviewId) ?? [];
    if (problem === 'taken') refuse({ code: 'slot_taken', alternatives, interviewId });
    refuse({ code: 'slot_not_offered', alternatives, because: problem, interviewId });
  }
  const times = chain.parts.map(({ index, startsAt, durationMinutes }) => {
    return { index, startsAt: startsAt ?? 0, endsAt: (startsAt ?? 0) + durationMinutes * minute };
  });
  if (!isArranged(chain.arrangement, times)) refuse({ code: 'slot_not_offered', alternatives: [], because: 'parts' });
}

/** There are people for each part and not for all of them: the first part that could be elsewhere is named. */
async function refuseTaken(read: PartsQuestion, chain: Chain): Promise<never> {
  const all = [...(await alternativesBy(read, chain))];
  const [interviewId, alternatives] = all.find(([, starts]) => starts.length > 0) ?? all[0] ?? [undefined, []];
  return refuse({ code: 'slot_taken', alternatives, ...(interviewId === undefined ? {} : { interviewId }) });
}

/** For each open part the nearest starts that complete the rest as it is wanted. */
async function alternativesBy({ rows }: PartsQuestion, chain: Chain): Promise<Map<string, string[]>> {
  const wanted = chain.parts.map(({ startsAt }) => startsAt ?? 0);
  const lists = await startsInTurns(chain, { from: Math.min(...wanted) - nearMs, to: Math.max(...wanted) + nearMs });
  return new Map(
    rows.flatMap((row, n) => (isOpen(row) ? [[row._id as string, nearestOf(lists[n] ?? [], wanted[n] ?? 0)]] : [])),
  );
}

function nearestOf(starts: readonly number[], wanted: number): string[] {
  return nearestStarts(starts, wanted, alternativesWanted).map(instantText);
}

// Lost again and again: what is left is told as for a time that is simply taken.
async function refuseLost(
  stores: CommandStores,
  context: CommandContext & { readonly seen: BookingRow },
  { wanted }: PartsBooking,
): Promise<never> {
  const read = await readWanted(stores, context, wanted);
  const chain = chainOf(read, wanted) ?? refuse({ code: 'not_found' });
  await checkStarts(read, chain, wanted);
  return await refuseTaken(read, chain);
}
