import { ruleProblem } from '@interlude/shared/time/recurrence';
import { expect, it } from 'vitest';
import {
  draftRule,
  newDraft,
  type RecurringDraft,
  recurringDraft,
  recurringFrom,
  recurringProblems,
  repeats,
  ruleOf,
} from './recurring.models.ts';

// The second Tuesday of the month.
const tuesday = '2027-01-12';

it('makes rules that are taken, and finds each in what was saved', () => {
  for (const repeat of repeats) {
    const draft = { ...newDraft(tuesday), repeat, hours: '10:00–12:00', rule: 'FREQ=DAILY;INTERVAL=3' };
    expect(recurringProblems(draft)).toEqual([]);
    const saved = recurringFrom(draft);
    expect(ruleProblem(saved.rule)).toBeNull();
    expect(recurringDraft(saved)).toEqual({ ...draft, rule: saved.rule });
  }
  expect(ruleOf('nth', tuesday)).toBe('FREQ=MONTHLY;BYDAY=2TU');
  expect(ruleOf('date', tuesday)).toBe('FREQ=MONTHLY;BYMONTHDAY=12');
});

it('keeps a day off without hours, and dates that are excepted', () => {
  const off = {
    ...newDraft(tuesday),
    repeat: 'last',
    effect: 'off',
    hours: 'any',
    exceptions: '2027-02-23 2027-03-30,',
  };
  const saved = recurringFrom(off as RecurringDraft);
  expect(saved).toEqual({
    rule: 'FREQ=MONTHLY;BYDAY=-1TU',
    startsOn: tuesday,
    ranges: [],
    effect: 'replaces',
    exceptions: ['2027-02-23', '2027-03-30'],
  });
  expect(recurringDraft(saved).effect).toBe('off');
});

it('takes a rule as it stands in a calendar file, and tells what is wrong with a draft', () => {
  const own = { ...newDraft(tuesday), repeat: 'own' as const, hours: '9-10' };
  expect(draftRule({ ...own, rule: ' RRULE:FREQ=DAILY;COUNT=3 ' })).toBe('FREQ=DAILY;COUNT=3');
  expect(recurringProblems({ ...own, rule: 'FREQ=HOURLY' })).toEqual(['rule']);
  expect(recurringProblems({ ...newDraft(''), exceptions: 'soon' })).toEqual(['startsOn', 'hours', 'exceptions']);
  expect(recurringProblems({ ...newDraft('2126-01-01'), hours: '9-10' })).toEqual(['startsOn']);
});
