import { type Assignment, assignPanel } from '@interlude/shared/assignment';
import { instantText } from '@interlude/shared/booking-rules';
import { claimKeys, largerBuffers } from '@interlude/shared/cells';
import { nearestFreeStarts, type PersonRules, type SlotQuestion, type Span } from '@interlude/shared/free-slots';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import { seatKey, seatOf } from '@interlude/shared/resources';
import { freeSeats } from '@interlude/shared/seats';
import { isDuplicateKey } from '../mongo.ts';
import { newId } from '../new-id.ts';
import { refuse } from '../refused.ts';
import { type ClaimTerms, namesOf, type ReservationRow } from './reservation-row.ts';
import type { ReservationStore } from './reservation-store.ts';
import type { Question } from './slot-question.ts';

const minute = 60_000;
const day = 86_400_000;
const alternativesWanted = 5;
const attempts = 5;
const attemptsForResources = 20;
// After so many lost races optional people are left out: they must never cost a booking.
const attemptsWithOptional = 2;

export interface ClaimWish {
  readonly tenantId: TenantId;
  readonly bookingId: BookingId;
  /** From the idempotency key: an answer that never arrived is recognised by it. */
  readonly requestId: string;
  readonly startsAt: number;
  readonly now: number;
  /** When the hold ends unless it is committed, epoch milliseconds. */
  readonly expiresAt: number;
  /** An offer is kept for the interview and is not its own hold, which its candidate may use for another start. */
  readonly isOffer?: boolean;
  /** The reservation being moved: its cells are the interview's own and need no claim. */
  readonly own: ReservationRow | null;
}

/** A hold, and the whole reservation it stands for (which a move writes over the old one). */
export interface Claim {
  /** For a claim that is not written yet, the row that the commit inserts. */
  readonly hold: ReservationRow;
  /** Of a claim that is not written yet: to be called once the commit has decided, whatever came of it. */
  readonly decided?: () => void;
  readonly full: Pick<
    ReservationRow,
    'startsAt' | 'endsAt' | 'people' | 'terms' | 'resources' | 'seats' | 'cells' | 'assignment'
  >;
}

/** Reads the question about a start afresh: after a lost race the next try must see what the winner took. */
export type ReadQuestion = (startsAt: number) => Promise<Question>;

/** The span whose facts decide about one start and its alternatives. */
export function spanAround(startsAt: number): Span {
  return { from: startsAt - 7 * day, to: startsAt + 14 * day };
}

/**
 * Takes a start for an interview: picks people who are free, and inserts or moves the hold. One document write with
 * all its cells is atomic, so of any number of rivals exactly one wins; the others are refused `slot_taken` with the
 * nearest free starts.
 */
export async function claimTime(
  store: ReservationStore,
  facts: { readonly question: Question; readonly read: ReadQuestion },
  wish: ClaimWish,
): Promise<Claim> {
  const span = spanAround(wish.startsAt);
  let { question } = facts;
  // A seat of a resource lost is a seat somebody else has, and there may be many: whoever loses goes on to the next.
  const most = question.asked.panel.some(({ resource }) => resource) ? attemptsForResources : attempts;
  for (let attempt = 1; attempt <= most; attempt++) {
    const assignment = assignmentFor(question, wish, attempt);
    if (assignment === null)
      refuse({ code: 'slot_taken', alternatives: alternativesTo(question.asked, wish.startsAt, span) });
    const claim = claimOf(question.asked, assignment, wish);
    const hold = claim === null ? null : await tryClaim(store, wish, claim.row);
    if (hold !== null && claim !== null) return { hold, full: claim.full };
    question = await facts.read(wish.startsAt);
  }
  return refuse({ code: 'slot_taken', alternatives: alternativesTo(question.asked, wish.startsAt, span) });
}

/**
 * The claim that the first try would make, without writing anything, or null where more is needed than one document.
 * Whoever commits it inserts it in the transaction: a rival of another process makes that fail, and then the start is
 * claimed before the commit, where the race is decided by itself.
 */
export function unwrittenClaim(question: Question, wish: ClaimWish): Claim | null {
  const assignment = assignmentFor(question, wish, 1);
  const claim = assignment === null ? null : claimOf(question.asked, assignment, wish);
  if (claim === null || claim.full.cells.length === 0) return null;
  const { expiresAt: _, ...row } = claim.row;
  return { hold: { ...row, kind: 'booking' }, full: claim.full };
}

function assignmentFor(question: Question, wish: ClaimWish, attempt: number): Assignment | null {
  return assignPanel(question.asked, wish.startsAt, {
    past: question.past,
    seed: wish.bookingId,
    keep: [...(wish.own?.people ?? []), ...(wish.own?.resources ?? []).map(seatKey)],
    withoutOptional: attempt > attemptsWithOptional,
    spreadsResources: attempt > 1,
  });
}

export function alternativesTo(asked: SlotQuestion, startsAt: number, span: Span): string[] {
  const near = nearestFreeStarts(asked, startsAt, { from: span.from, to: span.to }, alternativesWanted + 1);
  return near
    .filter((at) => at !== startsAt)
    .slice(0, alternativesWanted)
    .map(instantText);
}

function claimOf(asked: SlotQuestion, { people, resources, decision }: Assignment, wish: ClaimWish) {
  const { startsAt, own } = wish;
  const endsAt = startsAt + asked.durationMinutes * minute;
  const rules = asked.people.filter(({ personId }) => people.includes(personId));
  const claims = rules.flatMap((person) => claimOfPerson(asked, person, { startsAt, endsAt }, own) ?? []);
  if (claims.length < rules.length) return null;
  const used = resources.flatMap((personId) => claimKeys({ personId, startsAt, endsAt, ...asked.buffers }));
  const cells = [...claims.flatMap((claim) => claim.cells), ...used];
  const mine = new Set(own?.cells ?? []);
  const full = {
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    people: people as PersonId[],
    terms: claims.map(({ terms }) => terms),
    ...(resources.length > 0 ? { resources: resources.map(seatOf) } : {}),
    seats: claims.flatMap(({ seats }) => seats),
    cells,
    assignment: decision,
  };
  const row: ReservationRow = {
    ...full,
    cells: cells.filter((cell) => !mine.has(cell)),
    _id: newId('reservation'),
    tenantId: wish.tenantId,
    kind: 'hold',
    ...(wish.isOffer ? { offeredTo: wish.bookingId } : { bookingId: wish.bookingId }),
    requestId: wish.requestId,
    ...asked.buffers,
    active: true,
    expiresAt: new Date(wish.expiresAt),
    version: 1,
    createdAt: new Date(wish.now),
  };
  return { row, full };
}

/** What a meeting takes of one person, on the larger of the asked buffers and their own; null when a cap is reached. */
export function claimOfPerson(
  asked: SlotQuestion,
  person: PersonRules,
  span: { readonly startsAt: number; readonly endsAt: number },
  own: ReservationRow | null,
): { readonly terms: ClaimTerms; readonly seats: string[]; readonly cells: string[] } | null {
  const seats = freeSeats(person, span.startsAt, new Set(own?.seats));
  if (seats === null) return null;
  const personId = person.personId as PersonId;
  const buffers = largerBuffers(asked.buffers, person.buffers);
  const terms = { personId, zone: person.zone, ...buffers };
  return { terms, seats, cells: [...claimKeys({ personId, ...span, ...buffers }), ...seats] };
}

// An empty array of cells would collide with every other one; it means that nothing new is asked for.
async function tryClaim(store: ReservationStore, wish: ClaimWish, row: ReservationRow): Promise<ReservationRow | null> {
  if (row.cells === undefined || row.cells.length === 0) return null;
  try {
    await store.claim(row);
    return row;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const [held, holders] = await Promise.all([
    wish.isOffer ? null : store.findLive(wish.tenantId, wish.bookingId, 'hold'),
    store.listHoldersOf(wish.tenantId, row.cells ?? []),
  ]);
  const now = new Date(wish.now);
  if (held !== null && isAnswerTo(held, row, now)) return held;
  const strangers = holders.filter(({ _id }) => _id !== held?._id);
  const over = strangers.filter(
    ({ kind, expiresAt }) => kind === 'hold' && expiresAt !== undefined && expiresAt <= now,
  );
  for (const { _id } of over) await store.dropExpiredHold(wish.tenantId, _id, now);
  if (held === null || strangers.length > over.length) return null;
  return await replaceHold(store, held, row);
}

// The same request came twice (a retry, a double click): both go on with the hold the first one took.
function isAnswerTo(held: ReservationRow, row: ReservationRow, now: Date): boolean {
  const sameStart = held.startsAt.getTime() === row.startsAt.getTime();
  // A later read may have chosen other people of a pool: then it is another claim.
  const samePeople = held.people.join() === row.people.join() && seatsIn(held) === seatsIn(row);
  return (
    sameStart && samePeople && held.requestId === row.requestId && held.expiresAt !== undefined && held.expiresAt > now
  );
}

function seatsIn({ resources = [] }: ReservationRow): string {
  return resources.map(seatKey).join();
}

async function replaceHold(
  store: ReservationStore,
  held: ReservationRow,
  row: ReservationRow,
): Promise<ReservationRow | null> {
  const { startsAt, endsAt, people, terms, resources, seats, cells, assignment, requestId, expiresAt } = row;
  try {
    return await store.moveHold(held, {
      startsAt,
      endsAt,
      people,
      freed: namesOf(held),
      seats,
      requestId,
      ...(terms ? { terms } : {}),
      ...(resources ? { resources } : {}),
      ...(cells ? { cells } : {}),
      ...(assignment ? { assignment } : {}),
      ...(expiresAt ? { expiresAt } : {}),
    });
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}
