import { parseDate } from './local-date.ts';

/** The longest rule that is read, in characters. */
export const ruleMaxLength = 200;

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';
const listOf = (item: string) => new RegExp(`^${item}(?:,${item}){0,30}$`);
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}$/,
  BYDAY: listOf(`(?:[+-]?[1-5])?${weekday}`),
  BYMONTHDAY: listOf('[+-]?(?:[1-9]|[12]\\d|3[01])'),
  BYMONTH: listOf('(?:[1-9]|1[0-2])'),
  BYSETPOS: listOf('[+-]?(?:[1-9]|[1-9]\\d)'),
  WKST: new RegExp(`^${weekday}$`),
};

/**
 * The name of the part that keeps a text from being a recurrence rule of whole dates, or null when it is one: the
 * value of an RRULE (RFC 5545 section 3.3.10) in capital letters, daily or rarer, with UNTIL as a date. Parts that
 * name hours, weeks or days of the year are not taken.
 */
export function ruleProblem(rule: string): string | null {
  const given = new Map<string, string>();
  for (const part of rule.slice(0, ruleMaxLength + 1).split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    if (given.has(name) || parts[name]?.test(value) !== true || part !== `${name}=${value}`) return name || 'FREQ';
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
  const isOrdinal = /\d/.test(given.get('BYDAY') ?? '');
  // "Every Monday and the last one" is read differently from program to program; two rules say it plainly.
  if (isOrdinal && /(?:^|,)[A-Z]/.test(given.get('BYDAY') ?? '')) return 'BYDAY';
  if (isOrdinal && (freq === 'DAILY' || freq === 'WEEKLY')) return 'BYDAY';
  if (freq === 'WEEKLY' && given.has('BYMONTHDAY')) return 'BYMONTHDAY';
  // Whether the ordinal counts in the year or in the month is read differently from program to program.
  if (freq === 'YEARLY' && isOrdinal && given.has('BYMONTHDAY')) return 'BYMONTHDAY';
  const isSelecting = ['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some((name) => given.has(name));
  return given.has('BYSETPOS') && !isSelecting ? 'BYSETPOS' : null;
}
