import { moved } from '@interlude/shared/agenda';
import type { PersonRules, SlotQuestion, Span } from '@interlude/shared/free-slots';
import { addDays, localOf } from '@interlude/shared/time-zone';
import type { InterviewRow } from '../interviews/interview-store.ts';
import type { PersonRow, PersonStore } from '../people/person-store.ts';
import type { Bounds } from './bounds.ts';
import { type BusyRow, buffersOf, type ReservationStore } from './reservation-store.ts';

/** The part of an interview or template that decides which starts suit. */
export type Bookable = Pick<
  InterviewRow,
  'tenantId' | 'panel' | 'durationMinutes' | 'stepMinutes' | 'buffers' | 'gridZone'
> & { readonly _id: string | null };

export interface Question {
  readonly asked: SlotQuestion;
  /** Interviews per person in the span read, for the choice among equals. */
  readonly load: ReadonlyMap<string, number>;
  /** Whether the interview has a hold on these people in the span read, over or not. */
  readonly isHolding: boolean;
  /** When the next hold that keeps a time busy runs out, epoch milliseconds; Infinity when there is none. */
  readonly nextExpiryAt: number;
}

/** Between which instants a start may be chosen, and the people when they have just been read. */
export interface QuestionBounds extends Bounds {
  readonly people?: readonly PersonRow[] | undefined;
}

export interface QuestionStores {
  readonly people: PersonStore;
  readonly reservations: ReservationStore;
}

export function panelPeople(panel: Bookable['panel']): string[] {
  return [...new Set(panel.flatMap(({ anyOf }) => anyOf))];
}

/**
 * Reads everything that decides about starts in the span: two queries, however many people. The interview's own
 * booking and hold, and holds that are over, count as free.
 */
export async function readQuestion(
  stores: QuestionStores,
  bookable: Bookable,
  span: Span,
  bounds: QuestionBounds,
): Promise<Question> {
  const ids = panelPeople(bookable.panel);
  const [people, reservations] = await Promise.all([
    bounds.people ?? stores.people.listByIds(bookable.tenantId, ids),
    stores.reservations.listBusy(bookable.tenantId, ids, span),
  ]);
  const busy = reservations.filter((row) => !isFree(row, bookable._id, bounds.now));
  const active = people.filter((person) => person.active);
  const { panel, durationMinutes, stepMinutes, buffers, gridZone } = bookable;
  const { earliestAt, latestAt } = bounds;
  const rules = active.map((person) => rulesOf(person, busy, { span, bounds }));
  return {
    asked: { people: rules, panel, durationMinutes, stepMinutes, buffers, gridZone, earliestAt, latestAt },
    nextExpiryAt: nextExpiry(busy),
    isHolding: reservations.some(({ kind, interviewId }) => kind === 'hold' && interviewId === bookable._id),
    load: new Map(active.map(({ _id }) => [_id, busy.filter((row) => isInterviewOf(row, _id)).length])),
  };
}

function isFree(row: BusyRow, ownInterviewId: string | null, now: number): boolean {
  if (row.interviewId !== undefined && row.interviewId === ownInterviewId) return true;
  return row.kind === 'hold' && row.expiresAt !== undefined && row.expiresAt.getTime() <= now;
}

function nextExpiry(busy: readonly BusyRow[]): number {
  return Math.min(
    ...busy.flatMap(({ kind, expiresAt }) => (kind === 'hold' && expiresAt ? [expiresAt.getTime()] : [])),
  );
}

function isInterviewOf(row: BusyRow, personId: string): boolean {
  return row.kind === 'interview' && row.people.some((id) => id === personId);
}

function rulesOf(person: PersonRow, busy: readonly BusyRow[], asked: { span: Span; bounds: Bounds }): PersonRules {
  const { span, bounds } = asked;
  const own = busy.filter(({ people }) => people.includes(person._id));
  return {
    personId: person._id,
    zone: person.zone,
    weekly: person.weekly,
    overrides: overridesNear(person, span),
    busy: own.map((row) => ({
      startsAt: row.startsAt.getTime(),
      endsAt: row.endsAt.getTime(),
      ...buffersOf(row, person._id),
    })),
    takenSeats: own.flatMap(({ seats }) => seats.filter((seat) => seat.startsWith(`${person._id}:`))),
    caps: person.caps,
    buffers: person.settings?.buffers ?? undefined,
    earliestAt: ownNotice(person, bounds),
  };
}

function ownNotice({ settings }: PersonRow, { now, noticeZone }: Bounds): number | undefined {
  if (noticeZone === null || !settings?.minimumNotice) return undefined;
  return moved(now, settings.minimumNotice, noticeZone, 1);
}

function overridesNear(person: PersonRow, span: Span): PersonRow['overrides'] {
  const first = addDays(localOf(person.zone, span.from).date, -2);
  const last = addDays(localOf(person.zone, span.to).date, 2);
  return person.overrides.filter(({ date }) => date >= first && date <= last);
}

/** People in the order in which equals are chosen: fewest interviews first, then by id so that it repeats. */
export function preferenceOf({ load }: Question): string[] {
  return [...load]
    .sort(([one, few], [other, many]) => few - many || (one < other ? -1 : 1))
    .map(([personId]) => personId);
}
