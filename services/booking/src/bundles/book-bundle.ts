import type { Notice } from '@interlude/shared/booking/agenda-facts';
import { type Change, nextStatus } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import { type BookInput, bookChange } from '../booking/commands/book.ts';
import type { Judged } from '../booking/commit.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { checkPhoneAsked } from '../booking/row/phone.ts';
import type { Question } from '../calendar/bookable.ts';
import { attemptsForSeats, factsOfAttempt } from '../claims/claim-people.ts';
import { claimTogether } from '../claims/claim-several.ts';
import { type BundleContext, changeBundle, type RowsAnswer } from './change-bundle.ts';

/** One booking of a bundle at its time, with the question in which all earlier ones are counted in. */
export interface Member extends Pick<Partial<Change>, 'set' | 'detail'> {
  readonly row: BookingRow;
  readonly question: Question;
  readonly startsAt: number;
  /** Where its guest reads that it is booked; absent where in a message of its own. */
  readonly guestReads?: Notice['guestReads'];
}

export interface Seated {
  /** In order of time. */
  readonly members: readonly Member[];
  /** Comes with them in the transaction. */
  readonly also: () => Promise<void>;
  /** Says that their times are taken, and what could be had instead. */
  readonly refuseTaken: () => Promise<never>;
}

/** How the bookings of a bundle are read and seated together; refuses what is no choice, or cannot be had. */
export type Seating = (
  stores: CommandStores,
  context: BundleContext,
  facts: ReturnType<typeof factsOfAttempt>,
) => Promise<Seated>;

export interface BundleBooking extends Omit<BookInput, 'startsAt'> {
  readonly seating: Seating;
}

/**
 * Books several times at once. Each is claimed by itself, earliest first and never waiting; all of them become bookings
 * in one transaction, or none. Whoever loses one gives the others back and looks again: a time that somebody else has is
 * refused `slot_taken` then, with others that go with the rest.
 */
export async function bookBundle<T>(
  stores: CommandStores,
  context: BundleContext,
  { seating, ...booking }: BundleBooking,
  answerOf: RowsAnswer<T>,
): Promise<T> {
  const seat = async (attempt: number) => await seating(stores, context, factsOfAttempt(attempt));
  const judge = async (attempt: number) => {
    const { members, also } = await seat(attempt);
    checkPhoneAsked(
      booking.phone,
      members.map(({ row }) => row),
    );
    const claimed = await claimTogether(stores, context, members);
    return claimed.map(({ row, set, detail, claim, guestReads }, n): Judged => {
      const own = { ...context, interviewId: row._id };
      const change = bookChange({ row, context: own, claim, status: nextStatus(row, 'book', own) }, booking);
      const notices = (change.notices ?? []).map((notice) => (guestReads ? { ...notice, guestReads } : notice));
      const whole = { ...change, set: { ...change.set, ...set }, detail: { ...change.detail, ...detail }, notices };
      return { row, context: own, change: n === 0 ? { ...whole, also } : whole };
    });
  };
  // Seats of rooms and licences are worth so many tries.
  const attempts = attemptsForSeats;
  const refuseLost = async () => await (await seat(attempts)).refuseTaken();
  return await changeBundle(stores, context, { judge, attempts, refuseLost }, answerOf);
}
