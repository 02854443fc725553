import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import type { Chain } from '@interlude/shared/bundles/arranged-starts';
import { isArranged } from '@interlude/shared/bundles/arrangement';
import { questionsInTurn } from '@interlude/shared/bundles/questions-in-turn';
import { startProblem } from '@interlude/shared/slots/free-slots';
import { nearestStarts } from '@interlude/shared/slots/nearest-starts';
import type { CommandContext } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import { statusToBook } from '../booking/commands/book.ts';
import { relyOnAll } from '../booking/siblings.ts';
import { boundsFor } from '../calendar/bounds.ts';
import { spanAround } from '../claims/claim-people.ts';
import { refuse } from '../runtime/refused.ts';
import {
  chainOf,
  isOpen,
  type Parts,
  type PartsQuestion,
  readParts,
  startsInTurns,
  type WantedStarts,
} from './arranged-question.ts';
import type { Seating } from './book-bundle.ts';
import type { BundleContext } from './change-bundle.ts';

const alternativesWanted = 5;
const minute = 60_000;
// How far from a lost start others are looked for.
const nearMs = 7 * 24 * 60 * minute;

/**
 * The candidate takes times for all open parts of an invitation at once. Refusals name the part that cannot be had and
 * the starts of it that complete the rest.
 */
export function seatArranged(wanted: WantedStarts): Seating {
  return async (stores, context, facts) => {
    const read = await readWanted(stores, context, wanted);
    const chain = chainOf(read, wanted);
    await checkStarts(read, chain, wanted);
    const questionOf = (n: number) => read.questions.get(read.rows[n]?._id ?? '');
    const inTurn = questionsInTurn(chain, (n) => {
      return { past: questionOf(n)?.past ?? new Map(), seed: read.rows[n]?._id ?? '', ...facts };
    });
    const refuseTaken = async () => await refuseOne(read, chain);
    if (inTurn === null) return await refuseTaken();
    await releaseStale(stores, context, read);
    const members = read.rows.flatMap((row, n) => {
      const [asked, question] = [inTurn[n], questionOf(n)];
      return asked && question ? [{ row, question: { ...question, asked }, startsAt: wanted.get(row._id) ?? 0 }] : [];
    });
    const others = read.rows.filter((row) => !isOpen(row));
    return { members, also: () => relyOnAll(stores, others), refuseTaken };
  };
}

/** The parts and what decides about them now; refuses what is no choice of exactly the open parts in their arrangement. */
async function readWanted(stores: CommandStores, context: BundleContext, wanted: WantedStarts): Promise<PartsQuestion> {
  const { now } = context;
  const { tenantId, part, status } = context.seen;
  if (part === undefined) {
    refuse({ code: 'status_forbids', status, action: 'bookParts', allowed: actionsOf(status, 'candidate') });
  }
  const all = await stores.bookings.listParts(tenantId, part.invitationId);
  for (const interviewId of wanted.keys()) {
    statusToBook(all.find(({ _id }) => _id === interviewId) ?? refuse({ code: 'not_found' }), context);
  }
  const missing = all.filter((row) => isOpen(row) && !wanted.has(row._id));
  if (missing.length > 0) refuse({ code: 'parts_together', interviewIds: missing.map(({ _id }) => _id) });
  const parts = { all, arrangement: part.arrangement };
  await checkBounds(stores, parts, { now, wanted });
  const starts = [...wanted.values()];
  const near = { from: Math.min(...starts) - nearMs, to: Math.max(...starts) + nearMs };
  return await readParts(stores, parts, near, { now, wanted });
}

/** Refuses starts outside the notice and window of their part before anything is read that far away. */
async function checkBounds(
  stores: CommandStores,
  parts: Parts,
  { now, wanted }: { readonly now: number; readonly wanted: WantedStarts },
): Promise<void> {
  const outside = parts.all.filter(isOpen).flatMap((row) => {
    const startsAt = wanted.get(row._id) ?? 0;
    const { earliestAt, latestAt } = boundsFor(row, 'candidate', now);
    const near = Math.min(Math.max(startsAt, earliestAt), latestAt);
    return near === startsAt ? [] : [{ interviewId: row._id, startsAt, near }];
  });
  const [first] = outside;
  if (first === undefined) return;
  const { interviewId, startsAt, near } = first;
  const others = new Map([...wanted].filter(([id]) => !outside.some((one) => one.interviewId === id)));
  const around = spanAround(near);
  const read = await readParts(stores, parts, around, { now });
  const lists = await startsInTurns(chainOf(read, others), around);
  const starts = lists[read.rows.findIndex(({ _id }) => _id === interviewId)] ?? [];
  const because = startsAt < near ? 'notice' : 'window';
  refuse({ code: 'slot_not_offered', alternatives: nearestOf(starts, startsAt), because, interviewId });
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
async function refuseOne(read: PartsQuestion, chain: Chain): Promise<never> {
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
