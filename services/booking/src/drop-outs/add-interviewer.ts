import { mayInterview } from '@interlude/shared/booking/panel-rules';
import type { PersonId } from '@interlude/shared/ids';
import type { AssignmentDecision, Considered } from '@interlude/shared/slots/assignment';
import { startProblem } from '@interlude/shared/slots/free-slots';
import { alwaysAtWork, withoutPeople } from '@interlude/shared/slots/replacement';
import type { PersonRules, SlotQuestion } from '@interlude/shared/slots/slot-question';
import { type Change, type CommandContext, textsOf } from '../booking/change.ts';
import { type Override, overrideDetail } from '../booking/override.ts';
import { ownTimeOf } from '../booking/own-time.ts';
import { isInterview, isSession } from '../booking/row/booking-kind.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { Bookable, QuestionStores } from '../calendar/bookable.ts';
import { staffBounds } from '../calendar/bounds.ts';
import { readQuestion } from '../calendar/read-question.ts';
import type { PanelRow } from '../catalogue/panel.ts';
import { awayAmong, peopleAway } from '../claims/claim-over-time-away.ts';
import { spanAround } from '../claims/claim-people.ts';
import { clearExpired, reseat } from '../claims/reseat.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { refuse } from '../runtime/refused.ts';
import { reseated } from './change-people.ts';

export interface AddWish {
  readonly personId: string;
  /** Whose seat it is; a further, optional one when absent. */
  readonly insteadOf?: string;
  readonly override?: Override;
}

/** HR's own choice for the booked time: working hours do not bind it, everything that excludes a double booking does. */
export async function addInterviewer(
  stores: QuestionStores,
  row: ScheduledRow,
  context: CommandContext,
  { personId, insteadOf, override }: AddWish,
): Promise<Change> {
  const said = overrideDetail(override);
  if (insteadOf !== undefined && !row.people.some((id) => id === insteadOf)) refuse({ code: 'not_found' });
  const own = await ownTimeOf(stores, row);
  const [person] = await stores.people.listByIds(row.tenantId, [personId]);
  if (person === undefined) refuse({ code: 'not_found' });
  checkQualified(row, own, person, insteadOf);
  const lifted = liftedFor(row, override);
  const asked = await questionFor(stores, row, own, { person, now: context.now, lifted });
  await checkFree(stores, own, { person, lifted }, asked);
  const people = own.people.map((id) => (id === insteadOf ? person._id : id));
  if (insteadOf === undefined) people.push(person._id);
  const decision = own.assignment && decidedByHand(own.assignment, personId, insteadOf);
  const full = reseat(asked, own, { people, decision }) ?? refuse({ code: 'interviewer_cap', personId });
  await clearExpired(stores.reservations, own, full.cells ?? [], context.now);
  const settled = insteadOf === undefined ? [] : [insteadOf];
  const panel = panelWith(row.panel, person._id, insteadOf);
  const away = awayAmong(lifted);
  const overAway = await peopleAway(stores.reservations, row.tenantId, { ...full, people: [person._id] }, away);
  const seats = { own, full, action: 'addInterviewer', because: 'by_hand', settled, panel, overAway } as const;
  const change = reseated(row, context, seats);
  return { ...change, detail: { ...change.detail, ...said }, written: textsOf(override?.reason) };
}

// Somebody who gives a group session comes for all of its guests, so their time away cannot be set aside for one.
function liftedFor(row: ScheduledRow, override: Override | undefined): Override['rules'] {
  const rules = override?.rules ?? [];
  return isSession(row) || row.placeIn !== undefined ? rules.filter((rule) => awayAmong([rule]).length === 0) : rules;
}

async function questionFor(
  stores: QuestionStores,
  row: ScheduledRow,
  own: ReservationRow,
  { person, now, lifted }: { person: PersonRow; now: number; lifted: Override['rules'] },
): Promise<SlotQuestion> {
  // Asked for this one person, as for a meeting of their own.
  const { group: _, ...rest }: Bookable = row;
  const alone = { ...rest, panel: [{ anyOf: [person._id], count: 1 }], resources: [] };
  const bounds = { ...staffBounds(now), lifted, people: [person] };
  return (await readQuestion(stores, alone, spanAround(own.startsAt.getTime()), bounds)).asked;
}

async function checkFree(
  stores: QuestionStores,
  own: ReservationRow,
  { person, lifted }: { person: PersonRow; lifted: Override['rules'] },
  asked: SlotQuestion,
): Promise<void> {
  const { _id: personId } = person;
  if (!person.active) refuse({ code: 'interviewer_inactive', personId });
  if (!mayInterview(person)) refuse({ code: 'interviewer_role', personId });
  if (own.people.includes(personId)) refuse({ code: 'interviewer_busy', personId });
  if (!lifted.includes('time_off')) {
    const off = await stores.reservations.listTimeOff(own.tenantId, personId, own.startsAt);
    if (off.some(({ startsAt }) => startsAt < own.endsAt)) refuse({ code: 'interviewer_time_off', personId });
  }
  const isFree = (change: Partial<PersonRules>) => {
    const people = asked.people.map((rules) => ({ ...alwaysAtWork(rules), ...change }));
    return startProblem({ ...asked, people, stepMinutes: 5 }, own.startsAt.getTime()) === null;
  };
  if (!isFree({ caps: { perDay: null, perWeek: null } })) refuse({ code: 'interviewer_busy', personId });
  if (!isFree({})) refuse({ code: 'interviewer_cap', personId });
}

/** Whoever is named for kinds of interviews gives these only, and whoever takes a seat has the skills it asks for. */
function checkQualified(row: ScheduledRow, own: ReservationRow, person: PersonRow, insteadOf?: string): void {
  const { _id: personId, interviewTypes, skills = [] } = person;
  if (isInterview(row) && interviewTypes.length > 0 && !interviewTypes.includes(row.type))
    refuse({ code: 'interviewer_unqualified', personId, because: 'type' });
  const hadSeat = hadSeats(own.assignment, insteadOf);
  const groups = row.panel.filter(({ anyOf }, n) => hadSeat[n] ?? anyOf.some((id) => id === insteadOf));
  if (groups.some((group) => (group.skills ?? []).some((skill) => !skills.includes(skill))))
    refuse({ code: 'interviewer_unqualified', personId, because: 'skills' });
}

/** Of each group of the panel, whether this person sits for it; empty where nobody noted it. */
function hadSeats(decision: AssignmentDecision | undefined, personId?: string): boolean[] {
  return (decision?.groups ?? []).map(({ pool }) =>
    pool.some((one) => one.personId === personId && one.outcome === 'chosen'),
  );
}

function decidedByHand(before: AssignmentDecision, personId: string, insteadOf?: string): AssignmentDecision {
  const chosen: Considered = { personId, interviews: null, lastEndsAt: null, outcome: 'chosen', by: 'by_hand' };
  if (insteadOf === undefined) {
    return { ...before, groups: [...before.groups, { count: 1, optional: true, pool: [chosen], omitted: 0 }] };
  }
  const hadSeat = hadSeats(before, insteadOf);
  const without = withoutPeople(before, [insteadOf]);
  const groups = without.groups.map((group, index) => {
    const others = group.pool.filter((one) => one.personId !== personId);
    return hadSeat[index] ? { ...group, pool: [chosen, ...others] } : group;
  });
  return { ...without, groups };
}

// The pinned panel changes with HR's choice, so that a later move asks for this person too.
function panelWith(panel: readonly PanelRow[], personId: PersonId, insteadOf?: string): PanelRow[] {
  if (insteadOf === undefined) return [...panel, { anyOf: [personId], count: 1, optional: true }];
  return panel.map((group) => {
    if (!group.anyOf.some((id) => id === insteadOf)) return group;
    return { ...group, anyOf: [...new Set(group.anyOf.map((id) => (id === insteadOf ? personId : id)))] };
  });
}
