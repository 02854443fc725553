import { type CellSet, cellsIn, hasCell, inAtLeast, keepCommon } from './cell-set.ts';
import { CELL_MS } from './cells.ts';
import { nearestStarts } from './nearest-starts.ts';
import { fillableCells, fillPanel, groupsOverlap, type OpenGroup, type Seating } from './panel-fill.ts';
import { type Demand, membersOf, openGroups } from './panel-members.ts';
import type { CellRange } from './person-starts.ts';
import type { SlotQuestion, Span } from './slot-question.ts';

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
  // A start between two cells is judged by the hours of its cell; no step allows it in any case.
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
