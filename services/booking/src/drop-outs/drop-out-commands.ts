import { assertNever } from '@interlude/shared/assert-never';
import { conflictStandsMs } from '@interlude/shared/booking/agenda-steps';
import { actionsOf, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { DropOutCause } from '@interlude/shared/booking/reason-codes';
import type { PersonId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/schemas/fields';
import { refillPanel, withoutPeople } from '@interlude/shared/slots/replacement';
import { seatKey } from '@interlude/shared/slots/resources';
import { type Change, type CommandContext, reasonDetail } from '../booking/change.ts';
import type { Command, CommandStores } from '../booking/command.ts';
import { ownTimeOf } from '../booking/own-time.ts';
import { isEither, isSession } from '../booking/row/booking-kind.ts';
import type { DropOut } from '../booking/row/booking-parts.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { QuestionStores } from '../calendar/bookable.ts';
import { staffBounds } from '../calendar/bounds.ts';
import { readQuestion } from '../calendar/read-question.ts';
import type { Claim } from '../claims/claim.ts';
import { spanAround } from '../claims/claim-people.ts';
import { clearExpired, reseat } from '../claims/reseat.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { refuse } from '../runtime/refused.ts';
import { type AddWish, addInterviewer } from './add-interviewer.ts';
import { othersOut, outOf, reseated } from './change-people.ts';

export type DropOutCommand =
  | { do: 'dropOut'; personId: string; because: DropOutCause; reason?: Reason }
  | { do: 'replaceInterviewer'; personId: string }
  | ({ do: 'addInterviewer' } & AddWish)
  | { do: 'keepInterviewer'; personId: string; isFreeAgain?: boolean };

/** What becomes of the people of a booked interview; refuses once it has begun. */
export function changePeople(wish: DropOutCommand): Command {
  return { name: wish.do, takes: isEither, decide: (stores, row, context) => judgeDropOut(stores, row, context, wish) };
}

async function judgeDropOut(
  stores: CommandStores,
  row: ScheduledRow,
  context: CommandContext,
  command: DropOutCommand,
): Promise<Change> {
  const { status, startsAt, version } = row;
  // The people of a group session are settled with the session, for all of its guests at once.
  const isPlace = !isSession(row) && row.group !== undefined;
  if (isPlace || startsAt === null || !upcomingStatuses.includes(status) || context.now >= startsAt.getTime()) {
    refuse({ code: 'status_forbids', status, action: command.do, allowed: actionsOf(status, context.actor.party) });
  }
  if (context.expectedVersion !== undefined && context.expectedVersion !== version) {
    refuse({ code: 'version_conflict', version, status });
  }
  return await changeOf(stores, row, context, command);
}

function changeOf(
  stores: QuestionStores,
  row: ScheduledRow,
  context: CommandContext,
  command: DropOutCommand,
): Change | Promise<Change> {
  switch (command.do) {
    case 'dropOut':
      return markOut(row, context, command);
    case 'replaceInterviewer':
      return replaceInterviewer(stores, row, context, command.personId);
    case 'addInterviewer':
      return addInterviewer(stores, row, context, command);
    case 'keepInterviewer':
      return keepInterviewer(stores, row, command);
    default:
      return assertNever(command);
  }
}

// Writes the mark alone, so that nothing is lost whatever happens next: the search can be repeated.
function markOut(
  row: ScheduledRow,
  { now }: CommandContext,
  { personId, because, reason }: Extract<DropOutCommand, { do: 'dropOut' }>,
): Change {
  const leaver = row.people.find((id) => id === personId);
  const busySince = busyElsewhereSince(row, personId);
  const isLasting = busySince !== undefined && now - busySince.getTime() >= conflictStandsMs;
  if (leaver === undefined || (because === 'busy' && !isLasting)) refuse({ code: 'not_found' });
  const before = outOf(row, personId);
  // A person HR was asked about is searched for again when HR removes them; any other repetition changes nothing.
  if (before !== undefined && (before.state === 'due' || because !== 'by_hand')) {
    refuse({ code: 'status_forbids', status: row.status, action: 'dropOut', allowed: [] });
  }
  const dropOut: DropOut = { personId: leaver, because, since: new Date(now), state: 'due' };
  return {
    action: 'dropOut',
    detail: { person: personId, because, ...reasonDetail(reason) },
    set: { dropOuts: [...othersOut(row, [personId]), dropOut] },
    raisesVersion: false,
  };
}

function busyElsewhereSince({ marks = [] }: ScheduledRow, personId: string): Date | undefined {
  return marks.find(({ cause, of }) => cause === 'busy_elsewhere' && of === personId)?.since;
}

async function replaceInterviewer(
  stores: QuestionStores,
  row: ScheduledRow,
  context: CommandContext,
  personId: string,
): Promise<Change> {
  const dropOut = outOf(row, personId) ?? refuse({ code: 'not_found' });
  const isByCalendar = dropOut.because === 'busy';
  if (isByCalendar && row.policy.onConflict !== 'replace') return askHr(row, dropOut, 'policy');
  const own = await ownTimeOf(stores, row);
  const optional = row.optionalPeople ?? [];
  const out = (row.dropOuts ?? []).map((one) => one.personId);
  const spare = out.filter((id) => optional.includes(id));
  if (spare.length === out.length) return released(row, context, { own, spare, dropOut });
  const mayReplace = row.policy.dropOut !== 'ask_hr' || isByCalendar || dropOut.because === 'by_hand';
  const full = mayReplace ? await refilled(stores, row, context, { own, optional, out }) : null;
  if (full !== null) {
    const action = 'replaceInterviewer';
    return reseated(row, context, { own, full, action, because: dropOut.because, settled: out });
  }
  // Optional people go in any case; for the others it is HR's turn.
  if (spare.includes(dropOut.personId)) return released(row, context, { own, spare, dropOut });
  return askHr(row, dropOut, mayReplace ? 'nobody_free' : 'policy');
}

interface Refill {
  readonly own: ReservationRow;
  readonly optional: readonly PersonId[];
  readonly out: readonly PersonId[];
}

async function refilled(
  stores: QuestionStores,
  row: ScheduledRow,
  { now }: CommandContext,
  { own, optional, out }: Refill,
): Promise<Claim['full'] | null> {
  const { asked, found } = await findRefill(stores, row, now, { own, optional, out });
  if (found === null) return null;
  const full = reseat(asked, own, { people: found.people as PersonId[], decision: found.decision });
  if (full !== null) await clearExpired(stores.reservations, own, full.cells ?? [], now);
  return full;
}

async function findRefill(stores: QuestionStores, row: ScheduledRow, now: number, { own, optional, out }: Refill) {
  const startsAt = own.startsAt.getTime();
  const bounds = { ...staffBounds(now), chooseFor: startsAt };
  // Rooms and licences stay as they are, and nobody moves to another session.
  const people = { ...row, resources: [] };
  const { asked, past } = await readQuestion(stores, people, spanAround(startsAt), bounds);
  const found = refillPanel(asked, startsAt, { people: own.people, optional, out }, { past, seed: row._id });
  return { asked, found };
}

/** What would become of a booking without one of its people, who has not left yet. */
export type Proposal =
  | { readonly what: 'replaced'; readonly by: PersonId[] }
  | { readonly what: 'goes_without' }
  | { readonly what: 'hr_decides'; readonly because: 'nobody_free' | 'policy' };

/** Whom the search for a replacement would find now; nothing is written. */
export async function proposeWithout(
  stores: QuestionStores,
  row: ScheduledRow,
  { personId, now }: { readonly personId: PersonId; readonly now: number },
): Promise<Proposal> {
  const optional = row.optionalPeople ?? [];
  if (optional.includes(personId)) return { what: 'goes_without' };
  if (row.policy.dropOut === 'ask_hr') return { what: 'hr_decides', because: 'policy' };
  const own = await ownTimeOf(stores, row);
  const out = [...new Set([...(row.dropOuts ?? []).map((one) => one.personId), personId])];
  const { found } = await findRefill(stores, row, now, { own, optional, out });
  if (found === null) return { what: 'hr_decides', because: 'nobody_free' };
  return { what: 'replaced', by: (found.people as PersonId[]).filter((id) => !own.people.includes(id)) };
}

interface Released {
  readonly own: ReservationRow;
  readonly spare: readonly PersonId[];
  readonly dropOut: DropOut;
}

function released(row: ScheduledRow, context: CommandContext, { own, spare, dropOut }: Released): Change {
  const people = own.people.filter((id) => !spare.includes(id));
  const decision = own.assignment && withoutPeople(own.assignment, spare);
  const full = withoutClaimsOf(own, people, decision);
  const action = 'releaseInterviewer';
  return reseated(row, context, { own, full, action, because: dropOut.because, settled: spare });
}

function withoutClaimsOf(
  { startsAt, endsAt, terms = [], resources, seats, cells = [] }: ReservationRow,
  people: PersonId[],
  assignment: Claim['full']['assignment'],
): Claim['full'] {
  const names = [...people, ...(resources ?? []).map(seatKey)];
  const isTheirs = (key: string) => names.some((name) => key.startsWith(`${name}:`));
  return {
    startsAt,
    endsAt,
    people,
    terms: terms.filter(({ personId }) => people.includes(personId)),
    ...(resources ? { resources } : {}),
    seats: seats.filter(isTheirs),
    cells: cells.filter(isTheirs),
    ...(assignment ? { assignment } : {}),
  };
}

function askHr(row: ScheduledRow, dropOut: DropOut, outcome: 'nobody_free' | 'policy'): Change {
  const { personId, because } = dropOut;
  return {
    action: 'askForInterviewer',
    detail: { person: personId, because, outcome },
    set: { dropOuts: [...othersOut(row, [personId]), { ...dropOut, state: 'asked' }] },
    raisesVersion: false,
  };
}

async function keepInterviewer(
  stores: QuestionStores,
  row: ScheduledRow,
  { personId, isFreeAgain = false }: Extract<DropOutCommand, { do: 'keepInterviewer' }>,
): Promise<Change> {
  const because = outOf(row, personId)?.because ?? (busyElsewhereSince(row, personId) && 'busy');
  if (because === undefined || (isFreeAgain && because !== 'busy')) refuse({ code: 'not_found' });
  const [person] = await stores.people.listByIds(row.tenantId, [personId]);
  if (!person?.active) refuse({ code: 'interviewer_inactive', personId });
  // They come all the same: what stands in their calendar is no news any more.
  const isOver = because === 'busy' && !isFreeAgain;
  return {
    action: 'keepInterviewer',
    detail: { person: personId },
    set: {
      dropOuts: othersOut(row, [personId]),
      ...(isOver ? { overElsewhere: [...new Set([...(row.overElsewhere ?? []), person._id])] } : {}),
    },
    raisesVersion: false,
  };
}
