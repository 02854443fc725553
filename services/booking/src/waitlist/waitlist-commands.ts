import { assertNever } from '@interlude/shared/assert-never';
import { offerNoticeId } from '@interlude/shared/booking/agenda';
import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import {
  isWithin,
  mostSeen,
  offerEndsAt,
  type Waiting,
  type WaitWindow,
  waitsUntil,
  withoutOffer,
} from '@interlude/shared/booking/waitlist';
import {
  type Change,
  type CommandContext,
  candidateOf,
  checkDeadline,
  instantDetail,
  keptOpenUntil,
  notice,
} from '../booking/change.ts';
import type { Command } from '../booking/command.ts';
import { isAppointment, isBooking } from '../booking/row/booking-kind.ts';
import type { BookingChange, BookingRow } from '../booking/row/booking-row.ts';
import type { QuestionStores } from '../calendar/bookable.ts';
import { boundsFor } from '../calendar/bounds.ts';
import { readQuestion } from '../calendar/read-question.ts';
import type { Claim } from '../claims/claim.ts';
import { claimTime, spanAround } from '../claims/claim-people.ts';
import { refuse } from '../runtime/refused.ts';
import { readFree } from './read-free.ts';

/** Instants are epoch milliseconds. */
export type WaitlistWish =
  | { readonly to: 'join'; readonly windows: readonly WaitWindow[] }
  | { readonly to: 'leave' }
  /** By the relay, for the next in line. */
  | { readonly to: 'offer'; readonly startsAt: number }
  /** By the candidate who does not want the offered start. */
  | { readonly to: 'pass'; readonly startsAt: number }
  /** By the timer of the offer. */
  | { readonly to: 'lapse'; readonly offerId: string }
  /** By the relay, once everybody in line has let these starts go. */
  | { readonly to: 'tellOpen'; readonly starts: readonly number[] };

/** A start is claimed for so long before the offer is committed; a process killed in between keeps it no longer. */
const claimForMs = 30_000;

async function judgeWaitlist(
  stores: QuestionStores,
  row: BookingRow,
  context: CommandContext,
  wish: WaitlistWish,
): Promise<Change> {
  switch (wish.to) {
    case 'join':
      return await join(stores, row, context, wish.windows);
    case 'leave':
      return changed('leaveWaitlist', {}, null);
    case 'offer':
      return await offer(stores, row, context, wish.startsAt);
    case 'pass':
      return endOffer('passOffer', row, ({ startsAt }) => startsAt === wish.startsAt);
    case 'lapse':
      return endOffer('lapseOffer', row, ({ id }) => id === wish.offerId);
    case 'tellOpen':
      return tellOpen(row, context, wish.starts);
    default:
      return assertNever(wish);
  }
}

function changed(action: string, detail: Change['detail'], waitlist: Waiting | null): Change {
  return { action, detail, set: { waitlist }, raisesVersion: false };
}

// Joining again changes the windows and keeps the place in line.
async function join(
  stores: QuestionStores,
  row: BookingRow,
  context: CommandContext,
  windows: readonly WaitWindow[],
): Promise<Change> {
  const { now } = context;
  const { status, waitlist } = row;
  // Times become free one by one, but several parts have to be booked as one choice.
  if (status !== 'invited' || row.part !== undefined) {
    refuse({ code: 'status_forbids', status, action: 'joinWaitlist', allowed: actionsOf(status, 'candidate') });
  }
  checkDeadline(row, now);
  const free = await readFree(stores, row, windows, context);
  const seen = free.filter((startsAt) => isWithin(windows, startsAt));
  if (seen.length > mostSeen) {
    refuse({ code: 'invalid_input', issues: [{ path: 'windows', message: 'too many of these times are free' }] });
  }
  const { joinedAt, offered, told, offer: present } = waitlist ?? { joinedAt: now, offered: [], told: [], offer: null };
  const waiting = { joinedAt, windows: [...windows], seen, offered, told, offer: present };
  const change = changed('joinWaitlist', { windows: windows.length, seen: seen.length }, waiting);
  return { ...change, set: { ...change.set, ...openWhileWaiting(row, windows, now) } };
}

// How long an interview may be booked is for the company to say; the link of an appointment is made for choosing among
// what is free right now, and would end long before anything else becomes free.
function openWhileWaiting(row: BookingRow, windows: readonly WaitWindow[], now: number): BookingChange {
  if (!isAppointment(row)) return {};
  const latestAt = boundsFor(row, 'candidate', now).latestAt + 1;
  return keptOpenUntil(row, waitsUntil(windows, { bookBy: row.link.bookBy.getTime(), latestAt }));
}

async function offer(
  stores: QuestionStores,
  row: BookingRow,
  context: CommandContext,
  startsAt: number,
): Promise<Change> {
  const { now } = context;
  const { status, waitlist } = row;
  if (!waitlist || waitlist.offer !== null || status !== 'invited') {
    refuse({ code: 'status_forbids', status, action: 'offer', allowed: [] });
  }
  const expiresAt = offerEndsAt({ ...row, bookBy: row.link.bookBy.getTime() }, startsAt, now);
  if (expiresAt === null) refuse({ code: 'slot_not_offered', because: 'notice', alternatives: [] });
  const claim = await claimForOffer(stores, row, context, startsAt);
  const { _id: id } = claim.hold;
  return {
    ...changed(
      'offer',
      { startsAt: instantText(startsAt), until: instantText(expiresAt) },
      {
        ...waitlist,
        offer: { id, startsAt, expiresAt },
      },
    ),
    notices: [notice('offer', offerNoticeId(id), [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    reservation: { do: 'keep', claim, until: new Date(expiresAt) },
  };
}

async function claimForOffer(
  stores: QuestionStores,
  row: BookingRow,
  { now, requestId, actor }: CommandContext,
  startsAt: number,
): Promise<Claim> {
  const bounds = boundsFor(row, actor.party, now);
  // Read as nobody's booking, so that a time which this candidate holds is not free to be offered.
  const bookable = { ...row, _id: null };
  const read = () => readQuestion(stores, bookable, spanAround(startsAt), { ...bounds, chooseFor: startsAt });
  const { tenantId, _id: bookingId } = row;
  return await claimTime(
    stores.reservations,
    { question: await read(), read },
    { tenantId, bookingId, requestId, startsAt, now, expiresAt: now + claimForMs, own: null, isOffer: true },
  );
}

function endOffer(
  action: 'passOffer' | 'lapseOffer',
  { waitlist }: BookingRow,
  isMeant: (offer: NonNullable<Waiting['offer']>) => boolean,
): Change {
  if (!waitlist?.offer || !isMeant(waitlist.offer)) refuse({ code: 'hold_expired', alternatives: [] });
  const detail = { startsAt: instantText(waitlist.offer.startsAt) };
  return changed(action, detail, withoutOffer(waitlist, action === 'passOffer'));
}

function tellOpen(row: BookingRow, { now }: CommandContext, starts: readonly number[]): Change {
  const { status, waitlist, scheduleRev } = row;
  const untold = starts.filter((startsAt) => waitlist?.offered.includes(startsAt) && !waitlist.told.includes(startsAt));
  const [first] = untold;
  if (!waitlist || first === undefined) refuse({ code: 'status_forbids', status, action: 'tellOpen', allowed: [] });
  const told = { ...waitlist, told: [...waitlist.told, ...untold] };
  return {
    ...changed('tellOpen', { startsAt: instantDetail(first), starts: untold.length }, told),
    notices: [notice('offer_open', `offer_open:${first}`, [candidateOf(row)], { now, scheduleRev })],
  };
}

export function waitlist(wish: WaitlistWish): Command<BookingRow> {
  return {
    name: 'waitlist',
    takes: isBooking,
    decide: (stores, row, context) => judgeWaitlist(stores, row, context, wish),
  };
}
