import { instantText } from '@interlude/shared/booking/booking-rules';
import type { PersonId } from '@interlude/shared/ids';
import { type Assignment, type AssignmentFacts, assignPanel } from '@interlude/shared/slots/assignment';
import { claimKeys, largerBuffers } from '@interlude/shared/slots/cells';
import { freeByGroup, nearestFreeStarts, startProblem } from '@interlude/shared/slots/free-slots';
import { seatKey, seatOf } from '@interlude/shared/slots/resources';
import { freeSeats } from '@interlude/shared/slots/seats';
import type { PersonRules, SlotQuestion, Span } from '@interlude/shared/slots/slot-question';
import { unprovedSeats } from '@interlude/shared/slots/unproved-seats';
import type { Question } from '../calendar/bookable.ts';
import type { ClaimTerms, ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';
import { type Claim, type ClaimWish, HeldEnough } from './claim.ts';
import { claimPlace, openSession } from './claim-place.ts';
import { tryClaim } from './place-hold.ts';

const minute = 60_000;
const day = 86_400_000;
const alternativesWanted = 5;
const attempts = 5;
/** Somebody else has the seat of a room or licence, but there may be more of them: so many are tried. */
export const attemptsForSeats = 20;
// After so many lost races optional people are left out: they must never cost a booking.
const attemptsWithOptional = 2;

/** Reads the question about a start afresh: after a lost race the next try must see what the winner took. */
export type ReadQuestion = (startsAt: number) => Promise<Question>;

/** The span whose facts decide about one start and its alternatives. */
export function spanAround(startsAt: number): Span {
  return { from: startsAt - 7 * day, to: startsAt + 14 * day };
}

/**
 * Takes a start for an interview: picks people who are free, and inserts or moves the hold. One document write with
 * all its cells is atomic, so of any number of rivals exactly one wins; the others are refused `slot_taken` with the
 * nearest free starts. Throws `HeldEnough` for a visitor without a proved address when others like them hold a third.
 */
export async function claimTime(
  store: ReservationStore,
  facts: { readonly question: Question; readonly read: ReadQuestion },
  wish: ClaimWish,
): Promise<Claim> {
  const span = spanAround(wish.startsAt);
  let { question } = facts;
  const hasSeats =
    wish.isUnproved || question.group !== undefined || question.asked.panel.some(({ resource }) => resource);
  const most = hasSeats ? attemptsForSeats : attempts;
  for (let attempt = 1; attempt <= most; attempt++) {
    const claim = await tryStart(store, question, wish, attempt);
    if (claim === 'taken') break;
    if (claim !== null) return claim;
    question = await facts.read(wish.startsAt);
  }
  // Lost to others who hold other starts of that day, each time.
  if (wish.isUnproved && startProblem(question.asked, wish.startsAt) === null) throw new HeldEnough();
  return refuse({ code: 'slot_taken', alternatives: alternativesTo(question.asked, wish.startsAt, span) });
}

/**
 * The claim that the first try would make, without writing anything, or null where more is needed than one document.
 * Whoever commits it inserts it in the transaction: a rival of another process makes that fail, and then the start is
 * claimed before the commit, where the race is decided by itself.
 */
export function unwrittenClaim(question: Question, wish: ClaimWish): Claim | null {
  if (question.group !== undefined) return null;
  const assignment = assignmentFor(question, wish, 1);
  const claim = assignment === null ? null : claimOf(question.asked, assignment, wish);
  if (claim === null || claim.full.cells.length === 0) return null;
  const { expiresAt: _, isUnproved: __, ...row } = claim.row;
  return { hold: { ...row, kind: 'booking' }, full: claim.full };
}

// Null when somebody else was faster: the next try has to read again.
async function tryStart(
  store: ReservationStore,
  question: Question,
  wish: ClaimWish,
  attempt: number,
): Promise<Claim | 'taken' | null> {
  const { asked, group, joinable } = question;
  const sessions = joinable.filter(({ startsAt }) => startsAt === wish.startsAt);
  const session = sessions.find(({ state }) => state !== 'idle');
  if (group !== undefined && session !== undefined) {
    // What others only hold takes its people's time because of each who is in it.
    const kept =
      wish.isUnproved && session.state === 'held' ? joiningSeats(question, wish, session.group.people) : null;
    return await claimPlace(store, wish, session.group, { ...group, attempt, ...(kept ? { kept } : {}) });
  }
  const assignment = assignmentFor(question, wish, attempt);
  if (assignment === null) return 'taken';
  const chosen = wish.isUnproved ? leavingMost(question, wish, attempt) : { assignment, kept: [] };
  const claim = claimOf(asked, chosen.assignment, wish);
  if (claim === null) return null;
  if (group !== undefined) {
    // A session that a rival is just opening, or that everybody has left, serves as well as a new one.
    const free = new Set(freeByGroup(asked, wish.startsAt).flat());
    const idle = sessions.find((one) => one.group.people.every((personId) => free.has(personId)));
    const opened = idle?.group ?? (await openSession(store, wish, claim.row, { ...group, attempt }));
    return opened && (await claimPlace(store, wish, opened, { ...group, attempt, kept: chosen.kept }));
  }
  const hold = await tryClaim(store, wish, withSeats(claim.row, chosen.kept));
  return hold && { hold, full: claim.full };
}

// People of whose day visitors like this one hold a third already are left out; the others' seats are part of the claim.
function leavingMost(question: Question, wish: ClaimWish, attempt: number) {
  const { asked } = question;
  const seatsOf = unprovedSeatsOf(question, wish.startsAt);
  const people = asked.people.filter(({ personId }) => seatsOf.get(personId) !== null);
  const assignment = assignmentFor({ ...question, asked: { ...asked, people } }, wish, attempt);
  if (assignment === null) throw new HeldEnough();
  return { assignment, kept: assignment.people.flatMap((personId) => seatsOf.get(personId) ?? []) };
}

function joiningSeats(question: Question, { startsAt }: ClaimWish, people: readonly string[]): string[] {
  const seatsOf = unprovedSeatsOf(question, startsAt);
  return people.flatMap((personId) => {
    const seats = seatsOf.get(personId) ?? [];
    if (seatsOf.get(personId) === null) throw new HeldEnough();
    return seats;
  });
}

/** For each person the seats of a visitor without a proved address at this start; null where others hold a third. */
function unprovedSeatsOf({ asked, unproved, busy }: Question, startsAt: number): Map<string, readonly string[] | null> {
  const taken = new Set(unproved.flatMap(({ seats }) => seats));
  // What is only held may be bookable again in minutes.
  const held = busy.filter(({ kind, booked = 0 }) => kind === 'hold' || (kind === 'group' && booked === 0));
  const claims = new Set(held.map(({ _id }) => String(_id)));
  return new Map(
    asked.people.map((person) => {
      const lasting = { ...person, busy: person.busy.filter(({ claim = '' }) => !claims.has(claim)) };
      return [person.personId, person.resource ? [] : unprovedSeats(lasting, asked, startsAt, taken)];
    }),
  );
}

/** The row with these keys of the exclusion index too. */
function withSeats(row: ReservationRow, kept: readonly string[]): ReservationRow {
  return { ...row, seats: [...row.seats, ...kept], cells: [...(row.cells ?? []), ...kept] };
}

function assignmentFor(question: Question, wish: ClaimWish, attempt: number): Assignment | null {
  return assignPanel(question.asked, wish.startsAt, {
    past: question.past,
    seed: wish.bookingId,
    keep: [...(wish.own?.people ?? []), ...(wish.own?.resources ?? []).map(seatKey)],
    ...factsOfAttempt(attempt),
  });
}

/** How people are chosen after lost races; `attempt` counts from 1. */
export function factsOfAttempt(
  attempt: number,
): Required<Pick<AssignmentFacts, 'withoutOptional' | 'spreadsResources'>> {
  return { withoutOptional: attempt > attemptsWithOptional, spreadsResources: attempt > 1 };
}

export function alternativesTo(asked: SlotQuestion, startsAt: number, span: Span): string[] {
  return nearestFreeStarts(asked, startsAt, span, alternativesWanted).map(instantText);
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
    ...(wish.isUnproved ? { isUnproved: true } : {}),
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
