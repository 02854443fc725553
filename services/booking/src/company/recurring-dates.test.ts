import { dateText, dayNumber, weekdayOf } from '@interlude/shared/time/local-date';
import { ruleProblem } from '@interlude/shared/time/recurrence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDates, recurringHours } from './recurring-dates.ts';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const everything = 10_000;

describe('the dates of a rule', () => {
  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2027-01-05', ['2027-01-05', '2027-01-19', '2027-02-02']],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2027-01-01', ['2027-01-29', '2027-02-26', '2027-03-26']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2027-01-01', ['2027-01-29', '2027-02-26', '2027-03-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2027-01-31', ['2027-01-31', '2027-03-31', '2027-05-31']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2027-01-01', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['FREQ=DAILY;UNTIL=20270102', '2027-01-01', ['2027-01-01', '2027-01-02']],
    ['FREQ=DAILY;COUNT=2', '2026-12-31', ['2027-01-01']],
  ])('%s from %s', async (rule, startsOn, dates) => {
    expect(await nextDates({ rule, startsOn, exceptions: [] }, '2027-01-01', 3)).toEqual(dates);
  });

  it('are those that asking every day of every period finds, over all kinds of rules', async () => {
    await fc.assert(
      fc.asyncProperty(
        rules(),
        fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2027-12-31') }),
        (asked, start) => expectSame(asked, start),
      ),
      { numRuns: 150 },
    );
  });

  it('come to an end soon, also where the rule never does or never falls on any date', async () => {
    const began = performance.now();
    for (const rule of [
      'FREQ=DAILY;COUNT=9999',
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;INTERVAL=48;BYDAY=5MO',
      'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=50',
      'FREQ=YEARLY;INTERVAL=999',
    ]) {
      const dates = await nextDates({ rule, startsOn: '2027-02-01', exceptions: [] }, '2027-01-01', everything);
      expect(dates.at(-1) ?? '').not.toMatch(/^2037/);
    }
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('are the local ones of the person, without the exceptions', async () => {
    const recurring = [
      { rule: 'FREQ=DAILY', startsOn: '2027-01-01', ranges: [], effect: 'replaces', exceptions: ['2027-03-28'] },
    ] as const;
    const at = Date.parse('2027-03-27T12:00Z');
    const person = {
      zone: 'Pacific/Kiritimati',
      recurring: recurring.map((one) => ({ ...one, ranges: [], exceptions: [...one.exceptions] })),
    };
    const [hours] = await recurringHours(person, { from: at, to: at + 1 });
    expect(hours?.days.map(dateText)).toEqual(['2027-03-26', '2027-03-27', '2027-03-29', '2027-03-30']);
  });
});

interface Asked {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  byDay: readonly (readonly [number, number])[];
  byMonthDay: readonly number[];
  byMonth: readonly number[];
  bySetPos: readonly number[];
  end: { count: number } | { until: number } | null;
}

function rules(): fc.Arbitrary<Asked> {
  const some = (numbers: fc.Arbitrary<number>) =>
    fc.oneof(fc.constant([]), fc.uniqueArray(numbers, { minLength: 1, maxLength: 3 }));
  const ordinal = fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 5, -1, -2);
  return fc
    .record({
      freq: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const, 'YEARLY' as const),
      interval: fc.integer({ min: 1, max: 5 }),
      byDay: fc.uniqueArray(fc.tuple(ordinal, fc.integer({ min: 1, max: 7 })), { maxLength: 3, selector: String }),
      byMonthDay: some(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -5, max: -1 }))),
      byMonth: some(fc.integer({ min: 1, max: 12 })),
      bySetPos: some(fc.constantFrom(1, 2, 3, -1, -2)),
      end: fc.oneof(
        fc.constant(null),
        fc.record({ count: fc.integer({ min: 1, max: 30 }) }),
        fc.record({ until: fc.integer({ min: dayNumber('2026-06-01'), max: dayNumber('2028-12-31') }) }),
      ),
    })
    .filter((asked) => ruleProblem(textOf(asked)) === null);
}

function textOf({ freq, interval, byDay, byMonthDay, byMonth, bySetPos, end }: Asked): string {
  const list = (name: string, items: readonly unknown[]) => (items.length > 0 ? [`${name}=${items.join(',')}`] : []);
  return [
    `FREQ=${freq}`,
    `INTERVAL=${interval}`,
    ...list(
      'BYDAY',
      byDay.map(([n, weekday]) => `${n === 0 ? '' : n}${weekdays[weekday - 1]}`),
    ),
    ...list('BYMONTHDAY', byMonthDay),
    ...list('BYMONTH', byMonth),
    ...list('BYSETPOS', bySetPos),
    ...(end === null
      ? []
      : ['count' in end ? `COUNT=${end.count}` : `UNTIL=${dateText(end.until).replaceAll('-', '')}`]),
  ].join(';');
}

async function expectSame(asked: Asked, start: number) {
  const recurrence = { rule: textOf(asked), startsOn: dateText(start), exceptions: [] };
  const found = await nextDates(recurrence, '2020-01-01', everything);
  expect(found, recurrence.rule).toEqual(datesOf(asked, start).map(dateText));
}

const dayOf = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / 86_400_000;
const placeOf = (day: number) => {
  const [year = 0, month = 0, date = 0] = dateText(day).split('-').map(Number);
  return { year, month, date };
};

/** Every day of every period of the rule asked on its own. */
function datesOf(asked: Asked, start: number): number[] {
  const end = dayNumber('2036-12-31');
  const dates: number[] = [];
  for (let n = 0; ; n += asked.interval) {
    const [from, to] = periodOf(asked.freq, start, n);
    if (from > end) break;
    const days = Array.from({ length: to - from }, (_, i) => from + i).filter((day) =>
      falls(asked, day, start, [from, to]),
    );
    const chosen = days.filter((_, i) => asked.bySetPos.includes(i + 1) || asked.bySetPos.includes(i - days.length));
    dates.push(...(asked.bySetPos.length > 0 ? chosen : days));
  }
  const all = dates.filter((day) => day >= start && day <= end);
  if (asked.end === null) return all;
  const { end: last } = asked;
  return 'count' in last ? all.slice(0, last.count) : all.filter((day) => day <= last.until);
}

function periodOf(freq: Asked['freq'], start: number, n: number): [number, number] {
  const { year, month } = placeOf(start);
  if (freq === 'DAILY') return [start + n, start + n + 1];
  if (freq === 'YEARLY') return [dayOf(year + n, 1, 1), dayOf(year + n + 1, 1, 1)];
  if (freq === 'MONTHLY') return [dayOf(year, month + n, 1), dayOf(year, month + n + 1, 1)];
  const monday = start - weekdayOf(start) + 1 + 7 * n;
  return [monday, monday + 7];
}

function falls(asked: Asked, day: number, start: number, period: readonly [number, number]): boolean {
  const { freq, byDay, byMonthDay, byMonth } = asked;
  const { year, month, date } = placeOf(day);
  const [monthFrom, monthTo] = [dayOf(year, month, 1), dayOf(year, month + 1, 1)];
  if (byMonth.length > 0 && !byMonth.includes(month)) return false;
  if (byMonthDay.length > 0 && !byMonthDay.includes(date) && !byMonthDay.includes(day - monthTo)) return false;
  const [from, to] = freq === 'YEARLY' && byMonth.length === 0 ? period : [monthFrom, monthTo];
  const nth = [0, Math.floor((day - from) / 7) + 1, -Math.floor((to - 1 - day) / 7) - 1];
  if (byDay.length > 0) return byDay.some(([n, weekday]) => weekday === weekdayOf(day) && nth.includes(n));
  if (byMonthDay.length > 0 || freq === 'DAILY') return true;
  if (freq === 'WEEKLY') return weekdayOf(day) === weekdayOf(start);
  const first = placeOf(start);
  return date === first.date && (freq === 'MONTHLY' || byMonth.length > 0 || month === first.month);
}
