import { parseDate } from './local-date.ts';

/** The longest rule that is read, in characters. */
export const ruleMaxLength = 200;

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';
const listOf = (item: string) => new RegExp(`^${item}(?:,${item}){0,30}$`);
const parts: ReadonlyMap<string, RegExp> = new Map([
  ['FREQ', /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/],
  ['INTERVAL', /^[1-9]\d{0,2}$/],
  ['COUNT', /^[1-9]\d{0,3}$/],
  ['UNTIL', /^\d{8}$/],
  ['BYDAY', listOf(`(?:[+-]?[1-5])?${weekday}`)],
  ['BYMONTHDAY', listOf('[+-]?(?:[1-9]|[12]\\d|3[01])')],
  ['BYMONTH', listOf('(?:[1-9]|1[0-2])')],
  ['BYSETPOS', listOf('[+-]?(?:[1-9]|[1-9]\\d)')],
  ['WKST', new RegExp(`^${weekday}$`)],
]);

/**
 * The name of the part that keeps a text from being a recurrence rule of whole dates, or null when it is one: the
 * value of an RRULE (RFC 5545 section 3.3.10) in capital letters, daily or rarer, with UNTIL as a date. Parts that
 * name hours, weeks or days of the year are not taken.
 */
export function ruleProblem(rule: string): string | null {
  const given = new Map<string, string>();
  for (const part of rule.slice(0, ruleMaxLength + 1).split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    if (given.has(name) || parts.get(name)?.test(value) !== true || part !== `${name}=${value}`) return name || 'FREQ';
    given.set(name, value);
  }
  if (rule.length > ruleMaxLength) return 'FREQ';
  return clashIn(given);
}

/** What the RFC forbids of parts that are each well-formed. */
function clashIn(given: ReadonlyMap<string, string>): string | null {
  const freq = given.get('FREQ');
  if (freq === undefined) return 'FREQ';
  const until = given.get('UNTIL');
  if (until !== undefined && parseDate(until.replace(/^(....)(..)/, '$1-$2-')) === null) return 'UNTIL';
  if (until !== undefined && given.has('COUNT')) return 'COUNT';
  const isSelecting = ['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some((name) => given.has(name));
  return given.has('BYSETPOS') && !isSelecting ? 'BYSETPOS' : dayClashIn(freq, given);
}

function dayClashIn(freq: string, given: ReadonlyMap<string, string>): string | null {
  const weekdays = given.get('BYDAY') ?? '';
  const hasMonthDays = given.has('BYMONTHDAY');
  if (freq === 'WEEKLY' && hasMonthDays) return 'BYMONTHDAY';
  if (!/\d/.test(weekdays)) return null;
  if (freq === 'DAILY' || freq === 'WEEKLY') return 'BYDAY';
  // "Every Monday and the last one" is read differently from program to program; two rules say it plainly.
  if (/(?:^|,)[A-Z]/.test(weekdays)) return 'BYDAY';
  // So is whether the ordinal counts in the year or in the month.
  return freq === 'YEARLY' && hasMonthDays ? 'BYMONTHDAY' : null;
}
