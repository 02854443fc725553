import { monitorEventLoopDelay } from 'node:perf_hooks';
import { usuallyCounted } from '@interlude/shared/contracts/calendars';
import { afterAll, expect, it } from 'vitest';
import { createReadingPool } from './reading-pool.ts';

const window = { from: Date.parse('2027-03-01T00:00:00Z'), to: Date.parse('2027-06-01T00:00:00Z') };
const terms = { window, zone: 'UTC', ownHost: 'ours.example', counts: usuallyCounted };
// Shorter than elsewhere, and longer than a thread needs to begin.
const pool = createReadingPool({ mostCpuMs: 1_000 });
afterAll(async () => await pool.stop());

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const calendarOf = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:x', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const fine = calendarOf('DTSTART:20270301T000000Z', 'DTEND:20270301T010000Z');
/** The library that repeats it looks for a thirtieth of February. */
const endless = calendarOf('DTSTART:20270101T000000Z', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30');

async function read(text: string, personId: string, { tenantId = 'ten_1', ms = 60_000 } = {}) {
  const reading = pool.begin({ tenantId, personId });
  try {
    return await reading.read('file', { bytes: bytesOf(text), signal: AbortSignal.timeout(ms) }, terms);
  } finally {
    reading.end();
  }
}
const outcomeOf = async (asked: Promise<unknown>) =>
  await asked.then(
    () => 'read',
    ({ outcome }) => outcome,
  );

it('a calendar that keeps its reader busy for ever is given up by its processor time, and the next is read', async () => {
  expect(await outcomeOf(read(endless, 'per_1'))).toBe('unreadable');
  expect((await read(fine, 'per_1')).spans).toHaveLength(1);
});

it('thirty calendars without end of one person keep neither a colleague nor another company from theirs', async () => {
  const giveUp = new AbortController();
  const reading = pool.begin({ tenantId: 'ten_1', personId: 'per_1' });
  const stuck = Array.from({ length: 30 }, async () => {
    return await outcomeOf(reading.read('file', { bytes: bytesOf(endless), signal: giveUp.signal }, terms));
  });
  const order: string[] = [];
  const others = [
    read(fine, 'per_2').then(() => order.push('colleague')),
    read(fine, 'per_3', { tenantId: 'ten_2' }).then(() => order.push('another company')),
  ];
  await Promise.race([Promise.all(others), Promise.all(stuck)]);
  expect(order).toEqual(['another company', 'colleague']);
  giveUp.abort();
  expect(new Set(await Promise.all(stuck))).toEqual(new Set(['unreadable', 'retryable']));
});

it('a good calendar that waits for its turn longer than reading may take is read, and who gives up waiting says nothing of it', async () => {
  const busy = outcomeOf(read(endless, 'per_1'));
  const waited = outcomeOf(read(fine, 'per_2'));
  const givenUp = outcomeOf(read(fine, 'per_3', { ms: 50 }));
  expect(await givenUp).toBe('retryable');
  expect([await busy, await waited]).toEqual(['unreadable', 'read']);
});

it('nobody waits in a line without end: more of one person than anybody has is asked for again later', async () => {
  const all = Array.from({ length: 100 }, async () => await outcomeOf(read(fine, 'per_1')));
  const outcomes = await Promise.all(all);
  expect(new Set(outcomes)).toEqual(new Set(['read', 'retryable']));
  expect(outcomes.filter((outcome) => outcome === 'read').length).toBeGreaterThanOrEqual(60);
});

it('an answer of ten megabytes nested in itself is no calendar, and does not keep this process from anything', async () => {
  const [deep, much] = ['<a>'.repeat(1_300_000), '</a>'.repeat(1_300_000)];
  const bytes = bytesOf(`<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${deep}${much}</d:multistatus>`);
  const reading = pool.begin({ tenantId: 'ten_1', personId: 'per_1' });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const asked = reading.read('davEvents', { bytes, signal: AbortSignal.timeout(60_000) }, terms);
  expect(await outcomeOf(asked)).toBe('unreadable');
  delay.disable();
  // In this process it took seconds.
  expect(delay.max / 1e6).toBeLessThan(1_000);
});

it('one look brings a bounded number of bytes, and one company leaves room in memory for others', () => {
  const megabytes = 10_000_000;
  const looks = Array.from({ length: 12 }, (_, n) => pool.begin({ tenantId: 'ten_1', personId: `per_${n}` }));
  for (let n = 0; n < 4; n++) looks[0]?.take(megabytes);
  expect(() => looks[0]?.take(1)).toThrow('too_large');
  // The rest of what this person may have at once.
  const again = pool.begin({ tenantId: 'ten_1', personId: 'per_0' });
  for (let n = 0; n < 2; n++) again.take(megabytes);
  expect(() => again.take(1)).toThrow('retryable');
  for (const look of looks.slice(1, 7)) look.take(megabytes);
  expect(() => looks[7]?.take(1)).toThrow('retryable');
  const other = pool.begin({ tenantId: 'ten_2', personId: 'per_20' });
  other.take(megabytes);
  for (const look of [...looks, again, other]) look.end();
  looks[7]?.take(megabytes);
  looks[7]?.end();
});
