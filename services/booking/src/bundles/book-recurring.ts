import { instantText } from '@interlude/shared/booking/booking-rules';
import { rruleOf, type SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import { freeTogether, seriesInTurn } from '@interlude/shared/bundles/recurring-starts';
import { startProblem } from '@interlude/shared/slots/free-slots';
import { type CommandContext, nextStatus } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import { type BookInput, bookChange } from '../booking/commands/book.ts';
import { commitChanges, type Judged, tryOrReplay } from '../booking/commit.ts';
import { blankBooking } from '../booking/row/blank-booking.ts';
import type { AppointmentRow, BookingRow } from '../booking/row/booking-row.ts';
import type { Claim } from '../claims/claim.ts';
import { claimTogether } from '../claims/claim-several.ts';
import { refuse } from '../runtime/refused.ts';
import { checkCount } from './list-recurring.ts';
import {
  alternativesBeside,
  memberId,
  type RepeatableRow,
  readSeries,
  repeatableOf,
  type SeriesQuestion,
} from './recurring-question.ts';

const attempts = 5;
const minute = 60_000;

export interface SeriesBooking extends Omit<BookInput, 'startsAt'> {
  /** Epoch milliseconds, ascending: the first is that of the appointment itself. */
  readonly starts: readonly number[];
  readonly rule: SeriesRule;
}

type SeriesContext = CommandContext & { readonly seen: BookingRow };
type RowsAnswer<T> = (rows: readonly BookingRow[]) => T | Promise<T>;

/**
 * The client books an appointment several times at once: the first start is for the appointment they have, for each
 * other one an appointment like it is made. Each time is claimed by itself, earliest first and never waiting; all of
 * them become bookings in one transaction, or none. Refuses `slot_taken` and `slot_not_offered` with the start that
 * cannot be had and others that go with the rest.
 */
export async function bookSeries<T>(
  stores: CommandStores,
  context: SeriesContext,
  input: SeriesBooking,
  answerOf: RowsAnswer<T>,
): Promise<T> {
  let { seen } = context;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const present = { ...context, seen };
    const done = await tryOrReplay(stores, context, () => tryOnce(stores, present, input, answerOf));
    if (done !== null) return done.answer;
    seen = (await stores.bookings.find(seen.tenantId, seen._id)) ?? seen;
  }
  // Lost again and again: what is left is told as for a time that is simply taken.
  const { question } = await readWanted(stores, { ...context, seen }, input);
  checkStarts(question, input.starts);
  return refuse({ code: 'slot_taken', alternatives: [] });
}

async function tryOnce<T>(
  stores: CommandStores,
  context: SeriesContext,
  input: SeriesBooking,
  answerOf: RowsAnswer<T>,
): Promise<T> {
  const { row, question } = await readWanted(stores, context, input);
  const members = membersOf(row, context, input);
  const claims = await claimAll(stores, context, { members, question, starts: input.starts });
  const { starts: _, rule: __, ...booking } = input;
  const judged = members.map((member, n): Judged => {
    const own = { ...context, interviewId: member._id };
    const claim = claims[n] ?? refuse({ code: 'not_found' });
    const change = bookChange({ row: member, context: own, claim, status: nextStatus(member, 'book', own) }, booking);
    const { seriesId, index, of } = member.series;
    const detail = { ...change.detail, series: `${index + 1}/${of} ${seriesId}` };
    if (n > 0) return { row: member, context: own, change: { ...change, detail } };
    // The other appointments are inserted first, in the same transaction, and booked like the one that exists.
    const also = async () => {
      for (const other of members.slice(1)) await stores.bookings.insert(other);
    };
    return { row, context: own, change: { ...change, detail, set: { ...change.set, series: member.series }, also } };
  });
  return await commitChanges(stores, judged, answerOf);
}

interface Wanted {
  readonly row: RepeatableRow;
  readonly question: SeriesQuestion;
}

async function readWanted(
  stores: CommandStores,
  context: SeriesContext,
  { starts, rule }: SeriesBooking,
): Promise<Wanted> {
  const { now, seen } = context;
  const row = repeatableOf(seen, 'bookSeries');
  nextStatus(row, 'book', context);
  if (now > row.link.bookBy.getTime()) refuse({ code: 'link_expired', expiredAt: row.link.bookBy.toISOString() });
  checkCount(Math.max(rule.count, starts.length), row.repeatable.mostTimes);
  const times = starts.map((startsAt, n) => ({ id: memberId(row._id, keyOf(context), n), startsAt }));
  return { row, question: await readSeries(stores, row, times, now) };
}

function keyOf({ idempotency, requestId }: CommandContext): string {
  return idempotency?.key ?? requestId;
}

type Member = AppointmentRow & Required<Pick<AppointmentRow, 'series'>>;

/** The appointment and those that are made like it, each with its place. Whatever was pinned stays as it was promised. */
function membersOf(row: RepeatableRow, context: CommandContext, { starts, rule }: SeriesBooking): Member[] {
  return starts.map((_, index): Member => {
    const series = { seriesId: row._id, index, of: starts.length, rule: rruleOf(rule) };
    if (index === 0) return { ...row, series };
    return {
      ...row,
      ...blankBooking,
      _id: memberId(row._id, keyOf(context), index),
      access: { ...row.access, jti: crypto.randomUUID() },
      hourCycle: row.hourCycle,
      remindersPaused: row.remindersPaused,
      createdAt: new Date(context.now),
      series,
    };
  });
}

interface Claiming {
  readonly members: readonly Member[];
  readonly question: SeriesQuestion;
  readonly starts: readonly number[];
}

async function claimAll(
  stores: CommandStores,
  context: CommandContext,
  { members, question, starts }: Claiming,
): Promise<Claim[]> {
  const inTurn = checkStarts(question, starts);
  const times = members.map((row, n) => {
    const [asked, found] = [inTurn[n], question.questions[n]];
    if (asked === undefined || found === undefined) throw new Error('a time of a series without a question');
    return { row, question: { ...found, asked }, startsAt: starts[n] ?? 0 };
  });
  return await claimTogether(stores, context, times);
}

/** The question of each time with the others counted in; refuses with the first start that cannot be had, and why. */
function checkStarts(question: SeriesQuestion, starts: readonly number[]) {
  const { asked, factsAt } = question;
  const free = freeTogether(asked, starts, factsAt);
  const lost = starts.find((_start, n) => !free[n]);
  if (lost === undefined) {
    const inTurn = seriesInTurn(asked, starts, factsAt);
    if (inTurn !== null) return inTurn;
  }
  const startsAt = lost ?? starts[0] ?? 0;
  const kept = starts.filter((at, n) => free[n] && at !== startsAt);
  const told = { alternatives: alternativesBeside(question, startsAt, kept), startsAt: instantText(startsAt) };
  const n = starts.indexOf(startsAt);
  const overlaps = n > 0 && startsAt < (starts[n - 1] ?? 0) + asked.durationMinutes * minute;
  const problem = startProblem(asked, startsAt) ?? (overlaps ? 'parts' : 'taken');
  if (problem === 'taken') refuse({ code: 'slot_taken', ...told });
  return refuse({ code: 'slot_not_offered', because: problem, ...told });
}
