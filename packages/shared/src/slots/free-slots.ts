import { type CellSet, cellsIn, hasCell, inAtLeast, keepCommon } from './cell-set.ts';
import { type Buffers, CELL_MS } from './cells.ts';
import { nearestStarts } from './nearest-starts.ts';
import { fillableCells, fillPanel, groupsOverlap, type OpenGroup, type Seating } from './panel-fill.ts';
import { type Demand, membersOf, openGroups } from './panel-members.ts';
import type { CellRange } from './person-starts.ts';

/** Working hours of one weekday on the person's own clock; `to` may be `24:00`. */
export interface WeeklyRange {
  weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  from: string;
  to: string;
}
/** Replaces the weekly hours of one local date; no ranges means a day off. */
export interface DateOverride {
  date: string;
  ranges: readonly { from: string; to: string }[];
}
/** Hours of those local dates, counted in days since 1970-01-01, that a recurrence rule falls on. */
export interface RecurringHours {
  days: readonly number[];
  ranges: readonly { from: string; to: string }[];
  /** Whether the hours come beside the weekly ones or instead; nothing instead of them is a day off. */
  effect: 'adds' | 'replaces';
}
/** Time already claimed, epoch milliseconds, with the buffers it was claimed with. */
export interface BusyTime extends Buffers {
  startsAt: number;
  endsAt: number;
}
/** All that decides when one person can be met. */
export interface PersonRules {
  personId: string;
  zone: string;
  weekly: readonly WeeklyRange[];
  overrides: readonly DateOverride[];
  /** An override of the date counts before these, and what replaces before what adds. None when absent. */
  recurring?: readonly RecurringHours[] | undefined;
  busy: readonly BusyTime[];
  /** Seats of days and weeks that are taken, as made by `daySeat` and `weekSeat`. */
  takenSeats: readonly string[];
  /** How many meetings may start on one local date and in one ISO week; null means no limit. */
  caps: { perDay: number | null; perWeek: number | null };
  /** Own buffers; around each meeting the larger of these and the asked ones counts, before and after apart. */
  buffers?: Buffers | undefined;
  /** First start that the person's own minimum notice allows, epoch milliseconds; the later of this and the question's counts. */
  earliestAt?: number | undefined;
  /** None when absent. */
  skills?: readonly string[];
  /** A seat of a room or licence: always at work, and in step with whatever the people are. */
  resource?: true | undefined;
}
/** So many distinct people out of a list; a panel needs all of its required groups at once. */
export interface PanelGroup {
  anyOf: readonly string[];
  count: number;
  /** Its people are invited when they are free at that start; they decide nothing about which starts there are. */
  optional?: true | undefined;
  /** Only people who have every one of these may take its seats. */
  skills?: readonly string[] | undefined;
  /** Seats of rooms or licences instead of people: needed as much, but nobody is met. */
  resource?: true | undefined;
}
export interface SlotQuestion {
  people: readonly PersonRules[];
  panel: readonly PanelGroup[];
  durationMinutes: number;
  stepMinutes: number;
  buffers: Buffers;
  /** Whose midnight the steps count from; a panel of any one person uses each person's own zone instead. */
  gridZone: string;
  /** First and last start that notice and booking window allow, both inclusive, epoch milliseconds. */
  earliestAt: number;
  latestAt: number;
  /** Starts of group sessions that take place anyway and have a place left, epoch milliseconds. */
  joinable?: readonly number[] | undefined;
}
/** Half-open span of instants, epoch milliseconds. */
export interface Span {
  from: number;
  to: number;
}

export type StartProblem = 'notice' | 'window' | 'hours' | 'step' | 'taken';
export const emptyReasons = ['no_hours', 'notice', 'window', 'full', 'caps'] as const;
export type EmptyReason = (typeof emptyReasons)[number];

/**
 * Every start from `span.from` to just before `span.to` that can be booked, sorted, epoch milliseconds.
 * A start is listed exactly when `panelAt` finds a panel for it, or it is joinable, and it lies from `earliestAt` to
 * `latestAt`.
 * Throws UnknownZoneError and BeyondZoneTableError; RangeError when a step or a time of day is malformed.
 */
export function freeStarts(q: SlotQuestion, span: Span): number[] {
  return instantsIn(q, allowedRange(q, span), 'free');
}

/**
 * People for a meeting at this start, group by group, or null when the required groups cannot be filled with distinct
 * people; beside them, as many of the optional people as are free. Those named in `prefer` come first as far as a
 * full panel allows. The question's notice and booking window are not asked, the notice of each person is.
 */
export function seatingAt(
  q: SlotQuestion,
  startsAt: number,
  prefer: readonly string[] = [],
  free: readonly string[][] = freeByGroup(q, startsAt),
): Seating | null {
  const groups = q.panel.map(({ count, optional }, index) => {
    return { anyOf: new Set(free[index]), count, optional: optional === true };
  });
  const all = free.flat();
  const known = new Set(all);
  return fillPanel(groups, [...prefer.filter((personId) => known.has(personId)), ...all]);
}

/** Who could take a seat of each group at this start: known, skilled, at work, on the step, in time, not taken, below the caps. */
export function freeByGroup(q: SlotQuestion, startsAt: number): string[][] {
  return freeAt(q, openGroups(q), startsAt);
}

/** The people of `seatingAt` in one list: required groups and optional ones in the panel's order. */
export function panelAt(q: SlotQuestion, startsAt: number, prefer: readonly string[] = []): string[] | null {
  return seatingAt(q, startsAt, prefer)?.flat() ?? null;
}

/** People of the required groups who could be in a meeting at this start, in the panel's order: hours, steps, own notice, taken time, caps. */
export function freePeopleAt(q: SlotQuestion, startsAt: number): string[] {
  const groups = openGroups(q).filter(({ optional }) => !optional);
  return [...new Set(freeAt(q, groups, startsAt).flat())];
}

/** Why a start cannot be booked, the first that applies in the order of the names; null when it can. */
export function startProblem(q: SlotQuestion, startsAt: number): StartProblem | null {
  if (startsAt < q.earliestAt) return 'notice';
  if (startsAt > q.latestAt) return 'window';
  // A start between two cells is judged by the hours of the cell it lies in; no step allows it.
  const cellStart = Math.floor(startsAt / CELL_MS) * CELL_MS;
  const range = cellRange(cellStart, cellStart + 1);
  if (instantsIn(q, range, 'hours').length === 0) return 'hours';
  if (cellStart !== startsAt || instantsIn(q, range, 'grid').length === 0) return 'step';
  if (instantsIn(q, range, 'notice').length === 0) return 'notice';
  return instantsIn(q, range, 'free').length === 0 ? 'taken' : null;
}

/**
 * Why nothing can be booked in a span, or null when something can: nobody works, everything is too soon (also for the
 * notice of the people), too late, taken, or would be free but for somebody's most meetings of a day or week.
 */
export function emptyBecause(q: SlotQuestion, span: Span): EmptyReason | null {
  if (freeStarts(q, span).length > 0) return null;
  const worked = instantsIn(q, cellRange(span.from, span.to), 'grid');
  if (worked.length === 0) return 'no_hours';
  if (!worked.some((at) => at >= q.earliestAt && at <= q.latestAt)) {
    return worked.some((at) => at > q.latestAt) ? 'window' : 'notice';
  }
  const range = allowedRange(q, span);
  if (instantsIn(q, range, 'notice').length === 0) return 'notice';
  return instantsIn(q, range, 'untaken').length === 0 ? 'full' : 'caps';
}

/** The free starts of a span nearest to one that cannot be had, at most `count`, on both sides, in order of time. */
export function nearestFreeStarts(q: SlotQuestion, at: number, span: Span, count: number): number[] {
  return nearestStarts(freeStarts(q, span), at, count);
}

function allowedRange(q: SlotQuestion, span: Span): CellRange {
  return cellRange(Math.max(span.from, q.earliestAt), Math.min(span.to, q.latestAt + 1));
}

function cellRange(from: number, to: number): CellRange {
  const first = Math.ceil(from / CELL_MS);
  return { first, length: Math.max(0, Math.ceil(to / CELL_MS) - first) };
}

function instantsIn(q: SlotQuestion, range: CellRange, demand: Demand): number[] {
  if (range.length === 0) return [];
  const starts = startCells(q, range, demand).map((cell) => (range.first + cell) * CELL_MS);
  const joinable = (q.joinable ?? []).filter((at) => isIn(range, at));
  return joinable.length === 0 ? starts : [...new Set([...starts, ...joinable])].sort((one, other) => one - other);
}

function isIn({ first, length }: CellRange, at: number): boolean {
  return at >= first * CELL_MS && at < (first + length) * CELL_MS;
}

/** Who of each group could be in a meeting at this start. */
function freeAt(q: SlotQuestion, groups: readonly OpenGroup[], startsAt: number): string[][] {
  const range = cellRange(startsAt, startsAt + 1);
  if (range.length === 0) return groups.map(() => []);
  const [optional, required] = [groups.filter((group) => group.optional), groups.filter((group) => !group.optional)];
  const beside = membersOf(q, optional, range, 'beside');
  const members = membersOf(q, required, range, 'free');
  const isFree = (starts: CellSet | undefined) => starts !== undefined && hasCell(starts, 0);
  return groups.map((group) =>
    [...group.anyOf].filter((personId) => isFree((group.optional ? beside : members).get(personId))),
  );
}

/** Cells at which the required groups can be filled. Counting people per group settles it unless they compete. */
function startCells(q: SlotQuestion, range: CellRange, demand: Demand): number[] {
  const groups = openGroups(q).filter(({ optional }) => !optional);
  const members = membersOf(q, groups, range, demand);
  let cells: CellSet | undefined;
  for (const group of groups) {
    const sets = [...group.anyOf].flatMap((personId) => members.get(personId) ?? []);
    const enough = inAtLeast(sets, group.count, range.length);
    if (cells) keepCommon(cells, enough);
    else cells = enough;
  }
  if (!cells || groups.every((group) => group.count === 0)) return [];
  return groupsOverlap(groups) ? fillableCells(groups, members, cellsIn(cells)).cells : cellsIn(cells);
}
