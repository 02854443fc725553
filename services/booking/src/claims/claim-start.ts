import type { OverrideRule } from '@interlude/shared/booking/override-rules';
import type { Policy } from '@interlude/shared/booking/policy';
import type { BookingId } from '@interlude/shared/ids';
import { startProblem } from '@interlude/shared/slots/free-slots';
import type { SlotQuestion } from '@interlude/shared/slots/slot-question';
import { parseDuration } from '@interlude/shared/time/duration';
import { type Bookable, neededBy, type Question, type QuestionStores } from '../calendar/bookable.ts';
import type { StartBounds } from '../calendar/bounds.ts';
import { liftable } from '../calendar/liftable.ts';
import { readQuestion } from '../calendar/read-question.ts';
import { clearOver } from '../reservations/release-expired.ts';
import type { AwayRule, ReservationRow } from '../reservations/reservation-row.ts';
import { refuse } from '../runtime/refused.ts';
import { type Claim, type ClaimBy, type ClaimStores, type ClaimWish, claimantOf } from './claim.ts';
import { awayAmong, peopleAway } from './claim-over-time-away.ts';
import { alternativesTo, claimTime, type ReadQuestion, spanAround, unwrittenClaim } from './claim-people.ts';
import { claimOfHold, isHolding } from './own-hold.ts';

const minute = 60_000;
/** A process killed between claim and commit keeps the time from others for so long. */
const committedWithinMs = 30_000;
/** So often somebody else is looked for because a calendar says that the one who was chosen is busy. */
const attemptsSeen = 3;

type Claimant = Bookable & {
  readonly _id: BookingId;
  readonly policy: Pick<Policy, 'holdFor' | 'calendarAway'>;
  readonly startsAt: Date | null;
};

interface StartWish {
  readonly startsAt: number;
  /** The reservation that is moved; null where there is none yet. */
  readonly own: ReservationRow | null;
  readonly bounds: StartBounds;
  /** The hold ends no later than this. */
  readonly until?: number;
  readonly isUnproved?: boolean;
}

/** What decides about a start, to be read beside whatever else is. */
export function askAbout(
  stores: QuestionStores,
  row: Claimant,
  context: ClaimBy,
  wish: Pick<StartWish, 'startsAt' | 'bounds'>,
): Promise<Question> {
  return readerOf(stores, row, context, wish)(wish.startsAt);
}

/** Holds a start while the candidate decides; asking again extends it. */
export async function claimStart(stores: ClaimStores, row: Claimant, context: ClaimBy, wish: Found): Promise<Claim> {
  const { end, question, read } = await awaitTurn(stores, row, context, wish);
  try {
    const claim = await claimTime(stores.reservations, { question, read }, claimWish(row, context, wish));
    stores.liveLooks.begin(claim.hold, context.people);
    return claim;
  } finally {
    end();
  }
}

/**
 * The claim of a start that is booked or moved to at once: the hold that a booking can use as it is, or one that is made
 * now. What is claimed over somebody's time away is written with the commit, which takes it out of that first.
 */
export async function claimToCommit(
  stores: ClaimStores,
  row: Claimant,
  context: ClaimBy,
  wish: StartWish,
): Promise<Claim> {
  const { startsAt, own, bounds } = wish;
  const held = await stores.reservations.findHold(row.tenantId, row._id);
  // A hold takes nothing from time away: what does is written with the booking, and lets the hold go.
  const away = row.group === undefined ? awayAmong(bounds.lifted) : [];
  // A hold made for a move covers only the cells that the booking does not have already.
  const isUsable = own === null && away.length === 0 && !isAside(startsAt, bounds.beside);
  const ready = isUsable ? claimOfHold(held, row, wish, context) : null;
  const looked = ready === null ? null : await knowing(stores, row, context, ready);
  if (looked !== null) return looked;
  const anew = { ...wish, held: ready === null ? held : null, away };
  for (let attempt = 1; attempt <= attemptsSeen; attempt++) {
    const claim = await claimAnew(stores, row, context, anew);
    if (claim.overAway !== undefined) return claim;
    stores.liveLooks.begin(claim.hold, context.people);
    const known = await knowing(stores, row, context, claim);
    if (known !== null) return known;
  }
  // What the calendars of one after the other say changes while it is asked.
  return refuse({ code: 'unavailable', retryAfterSeconds: 1 });
}

/**
 * The claim with what the calendars of its people say: null, and nothing held any more, where somebody is busy, so that
 * who else is free is looked for, or the start refused as taken. Refuses where the policy wants no booking unseen.
 */
export async function knowing(
  stores: ClaimStores,
  row: Pick<Claimant, 'policy'>,
  context: ClaimBy,
  claim: Claim,
): Promise<Claim | null> {
  const { people } = context;
  const { isTaken, unseen } = await stores.liveLooks.seenOf(claim.hold, people);
  if (isTaken) {
    await stores.reservations.releaseHold(claim.hold);
    return null;
  }
  if (unseen.length === 0) return claim;
  if (!mayBookUnseen(row, context)) {
    await stores.liveLooks.again(claim.hold, people);
    refuse(askedTooEarly);
  }
  return { ...claim, unseen };
}

/** Whether a time may be booked although somebody's calendars could not be looked at. */
export function mayBookUnseen({ policy }: Pick<Claimant, 'policy'>, { actor }: Pick<ClaimBy, 'actor'>): boolean {
  return policy.calendarAway !== 'refuse' || actor.party === 'staff';
}

/** What is said where it may not. */
export const askedTooEarly = { code: 'unavailable', retryAfterSeconds: 5 } as const;

interface AnewWish extends StartWish {
  readonly held: ReservationRow | null;
  readonly away: readonly AwayRule[];
}

async function claimAnew(stores: QuestionStores, row: Claimant, context: ClaimBy, wish: AnewWish): Promise<Claim> {
  const { held, away } = wish;
  const found = await askAbout(stores, row, context, wish);
  const { end, question, read } = await awaitTurn(stores, row, context, { ...wish, found, held });
  try {
    const until = context.now + committedWithinMs;
    const asked = { ...claimWish(row, context, { ...wish, until }), isCommitted: true };
    const unwritten = away.length > 0 ? unwrittenClaim(question, asked) : null;
    if (unwritten === null) return await claimTime(stores.reservations, { question, read }, asked);
    return { ...unwritten, overAway: await readOver(stores, unwritten, context, away) };
  } finally {
    end();
  }
}

// Nothing is held first that would find out what is over and in the way, so that is given up here.
async function readOver(
  { reservations }: QuestionStores,
  { hold, full }: Claim,
  { now }: ClaimBy,
  away: readonly AwayRule[],
) {
  const { tenantId, bookingId, cells = [] } = hold;
  const others = (await reservations.listHoldersOf(tenantId, cells)).filter((row) => row.bookingId !== bookingId);
  await clearOver(reservations, others, { now });
  return await peopleAway(reservations, tenantId, full, away);
}

function readerOf(stores: QuestionStores, row: Claimant, { people }: ClaimBy, { bounds }: Pick<StartWish, 'bounds'>) {
  return (at: number) => readQuestion(stores, row, spanAround(at), { ...bounds, people, chooseFor: at });
}

function claimWish(row: Claimant, context: ClaimBy, wish: StartWish): ClaimWish {
  const { startsAt, own, until = Number.POSITIVE_INFINITY, isUnproved = false } = wish;
  return {
    tenantId: row.tenantId,
    bookingId: row._id,
    requestId: claimantOf(context),
    startsAt,
    now: context.now,
    expiresAt: Math.min(context.now + holdForMs(row.policy.holdFor), until),
    own,
    ...(isUnproved ? { isUnproved } : {}),
  };
}

function turnOf(row: Claimant, startsAt: number): string {
  return `${row.tenantId} ${startsAt} ${neededBy(row)}`;
}

interface Found extends StartWish {
  readonly found: Question;
  readonly held: ReservationRow | null;
}

interface Turn {
  readonly question: Question;
  readonly read: ReadQuestion;
  /** Ends the turn; whoever was given one must call it. */
  readonly end: () => void;
}

// Refuses what is no choice; resolves when nobody else of this process is claiming the same, with the facts after them.
async function awaitTurn(
  stores: QuestionStores,
  row: Claimant,
  context: ClaimBy,
  { found, held, ...wish }: Found,
): Promise<Turn> {
  const { startsAt, bounds } = wish;
  const isHeld = isHolding(held, row, wish, context);
  const adapted = (question: Question) => (isHeld && held !== null ? withoutNoticeOf(question, held.people) : question);
  const readAt = readerOf(stores, row, context, wish);
  const read = async (at: number) => adapted(await readAt(at));
  let question = adapted(found);
  const known = {
    isHeld,
    present: row.startsAt?.getTime() ?? null,
    beside: bounds.beside,
    overridable: () => overridableFor(stores, row, context, wish),
  };
  await checkStart(read, question, startsAt, known);
  const { turns } = stores.reservations;
  const turn = turnOf(row, startsAt);
  for (let rival = turns.underWay(turn); rival !== undefined; rival = turns.underWay(turn)) {
    await rival;
    question = await read(startsAt);
    await checkStart(read, question, startsAt, known);
  }
  // In the same step as the look at who has the turn: rivals told by one read go on side by side.
  return { question, read, end: turns.begin(turn) };
}

// The notice was kept when the start was held, so it is not asked for again.
function withoutNoticeOf({ asked, ...rest }: Question, held: readonly string[]): Question {
  const people = asked.people.map((person) =>
    held.includes(person.personId) ? { ...person, earliestAt: undefined } : person,
  );
  return { ...rest, asked: { ...asked, people } };
}

interface Known {
  readonly isHeld: boolean;
  readonly present: number | null;
  readonly beside: StartBounds['beside'];
  readonly overridable: () => Promise<OverrideRule[]>;
}

/** The rules that whoever asks may set aside to have this start. */
async function overridableFor(stores: QuestionStores, row: Claimant, context: ClaimBy, wish: StartWish) {
  const { startsAt, bounds } = wish;
  if (context.actor.party !== 'staff' || isAside(startsAt, bounds.beside)) return [];
  return await liftable(async (lifted) => {
    const read = readerOf(stores, row, context, { ...wish, bounds: { ...bounds, lifted } });
    return startProblem((await read(startsAt)).asked, startsAt) === null;
  });
}

// Hours, notice and window are settled before anything is claimed; a start that was legal when held stays so.
async function checkStart(read: ReadQuestion, { asked }: Question, startsAt: number, known: Known): Promise<void> {
  const problem = problemOf(asked, startsAt, known);
  if (problem === null) return;
  // Far outside the window the facts around the start say nothing; the nearest end of the window has the alternatives.
  const near = Math.min(Math.max(startsAt, asked.earliestAt), asked.latestAt);
  const around = near === startsAt ? asked : (await read(near)).asked;
  const alternatives = alternativesTo(around, startsAt, spanAround(near)).filter(
    (at) => Date.parse(at) !== known.present,
  );
  const overridable = problem === 'same' ? [] : await known.overridable();
  const more = overridable.length > 0 ? { alternatives, overridable } : { alternatives };
  if (problem === 'taken') refuse({ code: 'slot_taken', ...more });
  refuse({ code: 'slot_not_offered', ...more, because: problem });
}

function problemOf(asked: SlotQuestion, startsAt: number, { present, beside, isHeld }: Known) {
  if (present === startsAt) return 'same';
  // The other parts may have moved since a start was held.
  if (isAside(startsAt, beside)) return 'parts';
  return isHeld ? null : startProblem(asked, startsAt);
}

function isAside(startsAt: number, beside: StartBounds['beside']): boolean {
  return beside !== undefined && (startsAt < beside.from || startsAt > beside.to);
}

const holdLimitMs = 60 * minute;

/** How long a policy keeps a start for somebody who is choosing, milliseconds; an hour at most. */
export function holdForMs(text: string): number {
  const duration = parseDuration(text);
  if (duration === null) throw new RangeError(`not a duration: ${text}`);
  return Math.min(duration.days * 24 * 60 * minute + duration.ms, holdLimitMs);
}
