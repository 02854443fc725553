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
export interface BusyTime {
  startsAt: number;
  endsAt: number;
  beforeMinutes: number;
  afterMinutes: number;
}
export interface PersonRules {
  personId: string;
  zone: string;
  weekly: readonly WeeklyRange[];
  overrides: readonly DateOverride[];
  busy: readonly BusyTime[];
  takenSeats: readonly string[];
  caps: { perDay: number | null; perWeek: number | null };
}
export interface PanelGroup {
  anyOf: readonly string[];
  count: number;
}
export interface SlotQuestion {
  people: readonly PersonRules[];
  panel: readonly PanelGroup[];
  durationMinutes: number;
  stepMinutes: number;
  buffers: { beforeMinutes: number; afterMinutes: number };
  gridZone: string;
  earliestAt: number;
  latestAt: number;
}
/** Half-open span of instants, epoch milliseconds. */
export interface Span {
  from: number;
  to: number;
}
export type StartProblem = 'notice' | 'window' | 'hours' | 'step' | 'taken';
export type EmptyReason = 'no_hours' | 'notice' | 'window' | 'full';

export function freeStarts(_q: SlotQuestion, _span: Span): number[] {
  throw new Error('not yet');
}
export function panelAt(_q: SlotQuestion, _startsAt: number, _prefer: readonly string[] = []): string[] | null {
  throw new Error('not yet');
}
export function startProblem(_q: SlotQuestion, _startsAt: number): StartProblem | null {
  throw new Error('not yet');
}
export function emptyBecause(_q: SlotQuestion, _span: Span): EmptyReason | null {
  throw new Error('not yet');
}
export function nearestFreeStarts(_q: SlotQuestion, _at: number, _span: Span, _count: number): number[] {
  throw new Error('not yet');
}
export function freePeopleAt(_q: SlotQuestion, _startsAt: number): string[] {
  throw new Error('not yet');
}
