import type { Buffers } from './cells.ts';

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
  /** Which claim it is, for who asks what stands in the way; nothing is decided by it. */
  claim?: string | undefined;
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
