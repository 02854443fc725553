import { describe, expect, it } from 'vitest';
import { recurringSchema } from '../schemas/availability.ts';
import { ruleProblem } from './recurrence.ts';

describe('a rule of dates', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
    'INTERVAL=3;FREQ=DAILY;COUNT=10',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=MONTHLY;BYMONTHDAY=1,15,-1;UNTIL=20271231',
    'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;WKST=SU',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  ])('is %s', (rule) => {
    expect(ruleProblem(rule)).toBeNull();
  });

  it.each([
    ['', 'FREQ'],
    ['INTERVAL=2', 'FREQ'],
    ['every Tuesday', 'every Tuesday'],
    ['freq=daily', 'freq'],
    ['FREQ=HOURLY', 'FREQ'],
    ['FREQ=DAILY;', 'FREQ'],
    ['FREQ=DAILY;FREQ=DAILY', 'FREQ'],
    ['FREQ=DAILY=', 'FREQ'],
    ['FREQ=DAILY;BYHOUR=9', 'BYHOUR'],
    ['FREQ=DAILY;constructor=1', 'constructor'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'BYWEEKNO'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=YEARLY;INTERVAL=1000000000', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=1000000000', 'COUNT'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', 'COUNT'],
    ['FREQ=DAILY;UNTIL=20270229', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20270101T000000Z', 'UNTIL'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=6MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=MO,-1MO', 'BYDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYDAY=1MO;BYMONTHDAY=5', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=DAILY\nDTSTART:20270101', 'FREQ'],
    [`FREQ=YEARLY;BYMONTHDAY=${'1,'.repeat(30)}1;BYMONTH=${'1,'.repeat(30)}1;BYDAY=${'MO,'.repeat(30)}MO`, 'BYDAY'],
  ])('is not %j, because of %s', (rule, part) => {
    expect(ruleProblem(rule)).toBe(part);
  });
});

it('is refused where it adds no hours or begins in another age', () => {
  const monthly = { rule: 'FREQ=MONTHLY;BYDAY=-1FR', startsOn: '2027-01-01', ranges: [], effect: 'replaces' };
  expect(recurringSchema.parse(monthly)).toEqual({ ...monthly, exceptions: [] });
  expect(recurringSchema.safeParse({ ...monthly, effect: 'adds' }).success).toBe(false);
  expect(recurringSchema.safeParse({ ...monthly, startsOn: '1027-01-01' }).success).toBe(false);
  expect(recurringSchema.safeParse({ ...monthly, rule: 'FREQ=HOURLY' }).success).toBe(false);
});
