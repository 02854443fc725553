import { fairWindow, leavesChoice, type PersonPast } from '@interlude/shared/slots/assignment';
import { freeByGroup } from '@interlude/shared/slots/free-slots';
import { alwaysAtWork } from '@interlude/shared/slots/replacement';
import { withResources } from '@interlude/shared/slots/resources';
import type { PersonRules, RecurringHours, Span } from '@interlude/shared/slots/slot-question';
import { moved } from '@interlude/shared/time/instant';
import { addDays, localOf } from '@interlude/shared/time/time-zone';
import { panelPeople } from '../catalogue/panel.ts';
import { resourcesOf } from '../catalogue/resource-demands.ts';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import type { Colleague } from '../company/person-store.ts';
import { recurringHours } from '../company/recurring-dates.ts';
import { awayKinds, awayRules, type BusyRow, buffersOf, spansOf } from '../reservations/reservation-row.ts';
import type { Bookable, Question, QuestionStores } from './bookable.ts';
import type { Bounds } from './bounds.ts';
import { joinable, takingTime } from './joinable-sessions.ts';
import { resourceRules } from './resource-rules.ts';

/** Between which instants a start may be chosen, and the people when they have just been read. */
export interface QuestionBounds extends Bounds {
  readonly people?: readonly Colleague[] | undefined;
  readonly resources?: readonly ResourceRow[] | undefined;
  /** The start that people are to be chosen for: what counts for that is read too. */
  readonly chooseFor?: number;
}

/**
 * Reads everything that decides about starts in the span: two queries, however many people, and one for
 * resources where there are any. The booking's own reservation and hold, and holds that are over, count as free.
 */
export async function readQuestion(
  stores: Pick<QuestionStores, 'people' | 'resources' | 'reservations'>,
  bookable: Bookable,
  span: Span,
  bounds: QuestionBounds,
): Promise<Question> {
  const [question] = await readQuestions(stores, [{ bookable, bounds }], span);
  if (question === undefined) throw new Error('no question');
  return question;
}

interface Asking {
  readonly bookable: Bookable;
  readonly bounds: QuestionBounds;
}

/** The same for several of one company, with two queries for all of them: what any of them holds counts as free. */
export async function readQuestions(
  stores: Pick<QuestionStores, 'people' | 'resources' | 'reservations'>,
  asking: readonly Asking[],
  span: Span,
): Promise<Question[]> {
  const [first] = asking;
  if (first === undefined) return [];
  const others = asking.slice(1).map(({ bookable }) => bookable);
  const busy = busyQuestion([first.bookable, ...others], span, countedFor(asking));
  const { tenantId } = busy;
  const known: Partial<QuestionBounds> = asking.length === 1 ? first.bounds : {};
  const [people, resources, reservations] = await Promise.all([
    known.people ?? stores.people.listByIds(tenantId, busy.people),
    known.resources ?? stores.resources.listByIds(tenantId, busy.resources),
    stores.reservations.listBusy(busy),
  ]);
  const own = new Set(asking.map(({ bookable }) => bookable._id));
  const hours = await recurringOf(people, span);
  const found = { people, hours, resources, reservations, own, span };
  return asking.map((one) => questionOf(one, found));
}

/** What has to be known about the time of others, for bookable things of one company. */
export function busyQuestion(bookables: readonly [Bookable, ...Bookable[]], span: Span, counted?: Span) {
  return {
    tenantId: bookables[0].tenantId,
    people: [...new Set(bookables.flatMap(({ panel }) => panelPeople(panel)))],
    resources: [...new Set(bookables.flatMap(({ resources }) => resourcesOf(resources)))],
    offers: bookables.flatMap(({ group }) => group?.offerId ?? []),
    span,
    counted,
  };
}

interface Found {
  readonly people: readonly Colleague[];
  readonly hours: ReadonlyMap<string, readonly RecurringHours[]>;
  readonly resources: readonly ResourceRow[];
  readonly reservations: readonly BusyRow[];
  readonly own: ReadonlySet<string | null>;
  readonly span: Span;
}

// Where everybody is needed there is no choice to make, so nothing has to be counted for it.
function chosenAt({ bookable, bounds }: Asking): number | undefined {
  return leavesChoice(bookable.panel) ? bounds.chooseFor : undefined;
}

function countedFor(asking: readonly Asking[]): Span | undefined {
  const windows = asking.flatMap((one) => chosenAt(one) ?? []).map(fairWindow);
  if (windows.length === 0) return undefined;
  return { from: Math.min(...windows.map(({ from }) => from)), to: Math.max(...windows.map(({ to }) => to)) };
}

function questionOf(asking: Asking, { people, hours, resources, reservations, own, span }: Found): Question {
  const { bookable, bounds } = asking;
  const { earliestAt, latestAt } = bounds;
  const chooseFor = chosenAt(asking);
  const named = new Set<string>(panelPeople(bookable.panel));
  const present = { own, now: bounds.now };
  const others = takingTime(reservations, present).filter((row) => !isFree(row, own, bounds.now));
  const busy = others.filter((row) => row.active);
  const active = people.filter((person) => person.active && named.has(person._id));
  const { panel, durationMinutes, stepMinutes, buffers, gridZone, group } = bookable;
  const demands = bookable.resources ?? [];
  const needed = new Set(resourcesOf(demands));
  const lifted = bounds.lifted ?? [];
  // Who gives a group session comes for all of its guests, of whom staff chose for one.
  const setAside = group === undefined ? awayRules.filter((rule) => lifted.includes(rule)) : [];
  const isBinding = ({ kind }: BusyRow) => !setAside.some((rule) => awayKinds[rule] === kind);
  const rulesAmong = (rows: readonly BusyRow[]) =>
    active.map((person) => {
      const rules = rulesOf(person, rows.filter(isBinding), { span, bounds });
      return withoutRules({ ...rules, recurring: hours.get(person._id) }, lifted);
    });
  const rules = rulesAmong(busy);
  const alone = { people: rules, panel, durationMinutes, stepMinutes, buffers, gridZone, earliestAt, latestAt };
  const isWithout = (session: BusyRow) => {
    const people = rulesAmong(busy.filter((row) => row !== session));
    const free = new Set(freeByGroup({ ...alone, people }, session.startsAt.getTime()).flat());
    return session.people.every((personId) => free.has(personId));
  };
  // What others only hold may never take place, so it binds like a new one: its people must be free but for it.
  const sessions = (group === undefined ? [] : joinable(reservations, group, panel, present)).filter(
    ({ state, group: session }) => state !== 'held' || isWithout(session),
  );
  const open = sessions.filter(({ state }) => state !== 'idle').map(({ startsAt }) => startsAt);
  return {
    asked: withResources(
      open.length === 0 ? alone : { ...alone, joinable: open },
      demands,
      resources.filter(({ _id }) => needed.has(_id)).map((resource) => resourceRules(resource, busy.filter(takesTime))),
    ),
    group,
    joinable: sessions,
    busy,
    unproved: reservations.filter((row) => row.isUnproved && row.active && !isFree(row, own, bounds.now)),
    nextExpiryAt: nextExpiry(reservations.filter((row) => row.active && !isFree(row, own, bounds.now))),
    isHolding: reservations.some(({ kind, bookingId }) => kind === 'hold' && bookingId === bookable._id),
    past: new Map(chooseFor === undefined ? [] : active.map(({ _id }) => [_id, pastOf(others, _id, chooseFor)])),
  };
}

async function recurringOf(people: readonly Colleague[], span: Span): Promise<Map<string, RecurringHours[]>> {
  const ruled = people.filter(({ recurring = [] }) => recurring.length > 0);
  return new Map(
    await Promise.all(ruled.map(async (person) => [person._id, await recurringHours(person, span)] as const)),
  );
}

function pastOf(rows: readonly BusyRow[], personId: string, startsAt: number): PersonPast {
  const { from, to } = fairWindow(startsAt);
  let interviews = 0;
  let lastEndsAt: number | null = null;
  for (const row of rows) {
    const at = row.startsAt.getTime();
    if (!isMeeting(row) || at < from || at >= to || !row.people.some((id) => id === personId)) continue;
    interviews += 1;
    if (at < startsAt) lastEndsAt = Math.max(lastEndsAt ?? 0, row.endsAt.getTime());
  }
  return { interviews, lastEndsAt };
}

function takesTime({ kind }: BusyRow): boolean {
  return kind !== 'seat';
}

// Of an interview and of a group session somebody had work, of a place in one nobody had more.
function isMeeting({ kind, booked = 0, tookPlace }: BusyRow): boolean {
  return kind === 'booking' || kind === 'seat' || (kind === 'group' && (booked > 0 || tookPlace === true));
}

function isFree(row: BusyRow, own: ReadonlySet<string | null>, now: number): boolean {
  if (row.bookingId !== undefined && own.has(row.bookingId)) return true;
  return row.kind === 'hold' && row.expiresAt !== undefined && row.expiresAt.getTime() <= now;
}

function nextExpiry(busy: readonly BusyRow[]): number {
  return Math.min(
    ...busy.flatMap(({ kind, expiresAt }) => (kind === 'hold' && expiresAt ? [expiresAt.getTime()] : [])),
  );
}

function rulesOf(person: Colleague, busy: readonly BusyRow[], asked: { span: Span; bounds: Bounds }): PersonRules {
  const { span, bounds } = asked;
  const own = busy.filter(({ people }) => people.includes(person._id));
  const meetings = own.filter(takesTime);
  return {
    personId: person._id,
    zone: person.zone,
    weekly: person.weekly,
    overrides: overridesNear(person, span),
    busy: meetings.flatMap((row) =>
      spansOf(row).map(({ from, to }) => ({
        startsAt: from.getTime(),
        endsAt: to.getTime(),
        ...buffersOf(row, person._id),
        claim: row._id as string,
      })),
    ),
    takenSeats: own.flatMap(({ seats }) => seats.filter((seat) => seat.startsWith(`${person._id}:`))),
    caps: person.caps,
    buffers: person.settings?.buffers ?? undefined,
    earliestAt: ownNotice(person, bounds),
    skills: person.skills ?? [],
  };
}

/** The same person without the rules that staff set aside; with a lifted cap there is a seat beyond those taken. */
function withoutRules(person: PersonRules, lifted: NonNullable<Bounds['lifted']>): PersonRules {
  const atWork = lifted.includes('hours') ? alwaysAtWork(person) : person;
  if (!lifted.includes('cap')) return atWork;
  const { caps, takenSeats } = person;
  const beyond = (cap: number | null) => (cap === null ? null : cap + takenSeats.length + 1);
  return { ...atWork, caps: { perDay: beyond(caps.perDay), perWeek: beyond(caps.perWeek) } };
}

function ownNotice({ settings }: Colleague, { now, noticeZone }: Bounds): number | undefined {
  if (noticeZone === null || !settings?.minimumNotice) return undefined;
  return moved(now, settings.minimumNotice, noticeZone, 1);
}

function overridesNear(person: Colleague, span: Span): Colleague['overrides'] {
  const first = addDays(localOf(person.zone, span.from).date, -2);
  const last = addDays(localOf(person.zone, span.to).date, 2);
  return person.overrides.filter(({ date }) => date >= first && date <= last);
}
