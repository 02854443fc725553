import { dayNumber, parseDate, weekdayOf } from '@interlude/shared/time/local-date';
import { ruleProblem } from '@interlude/shared/time/recurrence';
import { rangesFrom, rangesText, type TimeRange } from './hours-text.models.ts';

export interface Recurring {
  readonly rule: string;
  readonly startsOn: string;
  readonly ranges: readonly TimeRange[];
  readonly effect: 'adds' | 'replaces';
  readonly exceptions: readonly string[];
}

/** How often; all but one follow from the weekday or date of the first day. */
export const repeats = ['weekly', 'fortnightly', 'nth', 'last', 'date', 'own'] as const;
export type Repeat = (typeof repeats)[number];
export const effects = ['adds', 'replaces', 'off'] as const;
export type Effect = (typeof effects)[number];

export interface RecurringDraft {
  readonly repeat: Repeat;
  readonly startsOn: string;
  /** Used for a rule of one's own only. */
  readonly rule: string;
  readonly effect: Effect;
  readonly hours: string;
  readonly exceptions: string;
}

export type RecurringProblem = 'startsOn' | 'rule' | 'hours' | 'exceptions';

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The rule of a repetition that begins on a date; null for one's own, and where the date is none or has no such rule. */
export function ruleOf(repeat: Repeat, startsOn: string): string | null {
  if (parseDate(startsOn) === null) return null;
  const weekday = dayNames[weekdayOf(dayNumber(startsOn)) - 1] ?? '';
  switch (repeat) {
    case 'own':
      return null;
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${weekday}`;
    case 'fortnightly':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`;
    case 'nth':
      return `FREQ=MONTHLY;BYDAY=${nthOf(startsOn)}${weekday}`;
    case 'last':
      return `FREQ=MONTHLY;BYDAY=-1${weekday}`;
    case 'date':
      return `FREQ=MONTHLY;BYMONTHDAY=${dateOf(startsOn)}`;
  }
}

/** Which of its weekday in its month a date is: 1 to 5. */
export function nthOf(date: string): number {
  return Math.ceil(dateOf(date) / 7);
}

export function dateOf(date: string): number {
  return Number(date.slice(8));
}

export function draftRule({ repeat, startsOn, rule }: RecurringDraft): string | null {
  const own = rule
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase();
  return repeat === 'own' ? (ruleProblem(own) === null ? own : null) : ruleOf(repeat, startsOn);
}

export function recurringDraft(known: Recurring): RecurringDraft {
  const repeat = repeats.find((one) => ruleOf(one, known.startsOn) === known.rule) ?? 'own';
  const isOff = known.effect === 'replaces' && known.ranges.length === 0;
  return {
    repeat,
    startsOn: known.startsOn,
    rule: known.rule,
    effect: isOff ? 'off' : known.effect,
    hours: rangesText(known.ranges),
    exceptions: known.exceptions.join(', '),
  };
}

export function newDraft(today: string): RecurringDraft {
  return { repeat: 'weekly', startsOn: today, rule: '', effect: 'adds', hours: '', exceptions: '' };
}

/** The dates somebody typed, with commas or blanks between them; null when one is none. */
export function datesFrom(text: string): string[] | null {
  const dates = text.split(/[\s,]+/).filter((part) => part !== '');
  return dates.every((date) => parseDate(date) !== null) && dates.length <= 100 ? [...new Set(dates)] : null;
}

export function recurringProblems(draft: RecurringDraft): RecurringProblem[] {
  const { startsOn, effect, hours, exceptions } = draft;
  const isInTable = parseDate(startsOn) !== null && startsOn >= '2020-01-01' && startsOn <= '2036-12-31';
  const ranges = rangesFrom(hours);
  return [
    ...(isInTable ? [] : (['startsOn'] as const)),
    ...(draft.repeat === 'own' && draftRule(draft) === null ? (['rule'] as const) : []),
    ...(effect === 'off' || (ranges !== null && ranges.length > 0) ? [] : (['hours'] as const)),
    ...(datesFrom(exceptions) === null ? (['exceptions'] as const) : []),
  ];
}

export function recurringFrom(draft: RecurringDraft): Recurring {
  return {
    rule: draftRule(draft) ?? '',
    startsOn: draft.startsOn,
    ranges: draft.effect === 'off' ? [] : (rangesFrom(draft.hours) ?? []),
    effect: draft.effect === 'adds' ? 'adds' : 'replaces',
    exceptions: datesFrom(draft.exceptions) ?? [],
  };
}
