import { expandElsewhere } from '@interlude/dev-stack/test-expander';
import { usuallyCounted } from '@interlude/shared/contracts/calendars';
import { expect, it } from 'vitest';
import { busySpans } from './busy-events.ts';

const window = { from: Date.parse('2027-02-01T00:00:00Z'), to: Date.parse('2027-12-01T00:00:00Z') };
const terms = { window, zone: 'Europe/Berlin', ownHost: 'ours.example', counts: usuallyCounted };
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'America/Santiago', 'Asia/Kolkata', 'UTC'];
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const seed = Number(process.env['INTERLUDE_SEED'] ?? 20271);

// Mulberry32: the same events for the same seed.
function dice(start: number) {
  let state = start;
  return (sides: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

function textOf(number: number): string {
  const roll = dice(seed * 10_000 + number);
  const one = <Item>(items: readonly Item[]) => items[roll(items.length)] as Item;
  const zone = one(zones);
  const time = (at: number) => new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '');
  const at = (name: string, when: number) =>
    zone === 'UTC' ? `${name}:${time(when)}Z` : `${name};TZID=${zone}:${time(when)}`;
  // Around the nights on which clocks change, and long before.
  const day = one(['2027-03-10', '2027-03-25', '2027-10-01', '2027-10-28', '2027-04-01', '2026-09-01']);
  const start = Date.parse(`${day}T00:00:00Z`) + roll(7) * 86_400_000 + roll(96) * 900_000;
  const lasts = (1 + roll(8)) * 900_000;
  const every = 1 + roll(3);
  const rule = one([
    `FREQ=DAILY;INTERVAL=${every}`,
    `FREQ=WEEKLY;INTERVAL=${every};BYDAY=${[...new Set([one(days), one(days)])].join()}`,
    `FREQ=MONTHLY;BYDAY=${one(['1', '2', '-1'])}${one(days)}`,
    `FREQ=MONTHLY;BYMONTHDAY=${one(['1', '15', '28', '31', '-1'])}`,
    'FREQ=YEARLY',
  ]);
  // What would end before it begins is read in two ways.
  const bound = one(['', `;COUNT=${1 + roll(40)}`, `;UNTIL=${time(start + (1 + roll(200)) * 86_400_000)}Z`]);
  const [left, moved] = [start + roll(20) * 86_400_000, start + (1 + roll(20)) * 86_400_000];
  const event = (...lines: string[]) => ['BEGIN:VEVENT', `UID:event-${number}`, ...lines, 'END:VEVENT'];
  const span = (from: number) => [at('DTSTART', from), at('DTEND', from + lasts)];
  const isFirst = rule.startsWith('FREQ=DAILY') && moved !== left && (moved - start) % (every * 86_400_000) === 0;
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN'],
    ...event(...span(start), `RRULE:${rule}${bound}`, ...(roll(2) === 0 ? [at('EXDATE', left)] : [])),
    ...(isFirst && bound === '' ? event(at('RECURRENCE-ID', moved), ...span(moved + 5_400_000)) : []),
    ...['END:VCALENDAR', ''],
  ].join('\r\n');
}

it('1,000 repeated events over changes of clocks are what another product makes of them', async () => {
  const texts = Array.from({ length: 1_000 }, (_, number) => textOf(number));
  const theirs = await expandElsewhere(texts, window);
  let events = 0;
  const wrong = texts.flatMap((text, number) => {
    const inside = (from: number) => from > window.from && from < window.to - 86_400_000;
    const ours = busySpans([text], terms)
      .filter(({ from }) => inside(from))
      .toSorted((a, b) => a.from - b.from);
    const other = (theirs[number] ?? []).filter(([from]) => inside(from));
    events += other.length;
    const isSame = other.length === ours.length && other.every(([from, to], n) => isAt(ours[n], from, to));
    return isSame
      ? []
      : [{ seed, number, text, ours: shown(ours.map(({ from }) => from)), theirs: shown(other.map(([from]) => from)) }];
  });
  expect(wrong.slice(0, 2), `${wrong.length} wrong with seed ${seed}`).toEqual([]);
  expect(events).toBeGreaterThan(10_000);
});

function isAt(span: { from: number; to: number } | undefined, from: number, to: number | null): boolean {
  return span !== undefined && span.from === from && (to === null || span.to === to);
}

function shown(all: readonly number[]): string {
  return all.map((at) => new Date(at).toISOString().slice(0, 16)).join(' ');
}
