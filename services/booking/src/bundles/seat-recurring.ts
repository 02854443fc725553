import { instantText } from '@interlude/shared/booking/booking-rules';
import { rruleOf, type SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import { freeTogether, seriesInTurn } from '@interlude/shared/bundles/recurring-starts';
import { startProblem } from '@interlude/shared/slots/free-slots';
import type { CommandContext } from '../booking/change.ts';
import { statusToBook } from '../booking/commands/book.ts';
import { blankBooking } from '../booking/row/blank-booking.ts';
import type { AppointmentRow } from '../booking/row/booking-row.ts';
import { claimantOf } from '../claims/claim.ts';
import { refuse } from '../runtime/refused.ts';
import type { Seating } from './book-bundle.ts';
import { checkCount } from './list-recurring.ts';
import {
  alternativesBeside,
  memberId,
  type RepeatableRow,
  readSeries,
  repeatableOf,
  type SeriesQuestion,
} from './recurring-question.ts';

const minute = 60_000;

export interface SeriesWish {
  /** Epoch milliseconds, ascending: the first is that of the appointment itself. */
  readonly starts: readonly number[];
  readonly rule: SeriesRule;
}

/**
 * The client books an appointment several times at once: the first start is for the appointment they have, for each
 * other one an appointment like it is made. Refusals name the start that cannot be had.
 */
export function seatRecurring(wish: SeriesWish): Seating {
  const { starts, rule } = wish;
  return async (stores, context, facts) => {
    const { seen, now } = context;
    const row = repeatableOf((await stores.bookings.find(seen.tenantId, seen._id)) ?? seen, 'bookSeries');
    statusToBook(row, context);
    checkCount(Math.max(rule.count, starts.length), row.repeatable.mostTimes);
    const rows = membersOf(row, context, wish);
    const times = rows.map(({ _id }, n) => ({ id: _id, startsAt: starts[n] ?? 0 }));
    const read = await readSeries(stores, row, times, now);
    const question = { ...read, factsAt: (at: number) => ({ ...read.factsAt(at), ...facts }) };
    const inTurn = checkStarts(question, starts);
    const members = rows.map((member, n) => {
      const [asked, found] = [inTurn[n], question.questions[n]];
      if (asked === undefined || found === undefined) throw new Error('a time of a series without a question');
      const { series } = member;
      const detail = { series: `${series.index + 1}/${series.of} ${series.seriesId}` };
      // One confirmation names all times: a mail for each would bury it.
      const guestReads = n === 0 ? ('of_all' as const) : ('elsewhere' as const);
      const its = { set: { series }, detail, ...(rows.length > 1 ? { guestReads } : {}) };
      return { row: member, question: { ...found, asked }, startsAt: starts[n] ?? 0, ...its };
    });
    // The other appointments are inserted first, and booked like the one that exists.
    const also = async () => {
      for (const other of rows.slice(1)) await stores.bookings.insert(other);
    };
    return { members, also, refuseTaken: async () => refuseStart(question, starts, starts[0] ?? 0) };
  };
}

type SeriesRow = AppointmentRow & Required<Pick<AppointmentRow, 'series'>>;

/** The appointment and those that are made like it, each with its place. Whatever was pinned stays as it was promised. */
function membersOf(row: RepeatableRow, context: CommandContext, { starts, rule }: SeriesWish): SeriesRow[] {
  return starts.map((_, index): SeriesRow => {
    const series = { seriesId: row._id, index, of: starts.length, rule: rruleOf(rule) };
    if (index === 0) return { ...row, series };
    return {
      ...row,
      ...blankBooking,
      _id: memberId(row._id, claimantOf(context), index),
      access: { ...row.access, jti: crypto.randomUUID() },
      hourCycle: row.hourCycle,
      remindersPaused: row.remindersPaused,
      createdAt: new Date(context.now),
      series,
    };
  });
}

/** The question of each time with the others counted in; refuses the first start that cannot be had. */
function checkStarts(question: SeriesQuestion, starts: readonly number[]) {
  const { asked, factsAt } = question;
  const free = freeTogether(asked, starts, factsAt);
  const lost = starts.find((_, n) => !free[n]);
  const inTurn = lost === undefined ? seriesInTurn(asked, starts, factsAt) : null;
  const kept = starts.filter((_, n) => free[n]);
  return inTurn ?? refuseStart(question, starts, lost ?? starts[0] ?? 0, kept);
}

function refuseStart(
  question: SeriesQuestion,
  starts: readonly number[],
  startsAt: number,
  free: readonly number[] = starts,
): never {
  const kept = free.filter((at) => at !== startsAt);
  const told = { alternatives: alternativesBeside(question, startsAt, kept), startsAt: instantText(startsAt) };
  const { asked } = question;
  const n = starts.indexOf(startsAt);
  const overlaps = n > 0 && startsAt < (starts[n - 1] ?? 0) + asked.durationMinutes * minute;
  const problem = startProblem(asked, startsAt) ?? (overlaps ? 'parts' : 'taken');
  if (problem === 'taken') refuse({ code: 'slot_taken', ...told });
  return refuse({ code: 'slot_not_offered', because: problem, ...told });
}
