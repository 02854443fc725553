import { describe, expect, it } from 'vitest';
import { readAgainMs } from './rhythm.ts';
import { looksAtOnce } from './rounds.ts';

const minuteMs = 60_000;
const found = { failures: 0, retryAfterMs: 0, quietMs: 0 };
const middle = () => 0.5;

describe('a calendar is read again', () => {
  it('after 5 minutes in the hour after a change, and ever later up to 15', () => {
    const after = [0, 60, 120, 180, 10_000].map((minutes) => {
      return readAgainMs({ ...found, quietMs: minutes * minuteMs }, middle) / minuteMs;
    });
    expect(after.map(Math.round)).toEqual([5, 5, 10, 15, 15]);
  });

  it('when its server wishes, and later after every failure, however lately it changed', () => {
    const after = [1, 2, 3, 7, 1_000].map((failures) => readAgainMs({ ...found, failures }, middle) / minuteMs);
    expect(after).toEqual([0.5, 1, 2, 30, 30].map((minutes) => expect.closeTo(minutes)));
    expect(readAgainMs({ ...found, failures: 1, retryAfterMs: 3_600_000 }, middle)).toBeCloseTo(3_600_000);
  });
});

/** Numbers from 0 to 1, the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const hourS = 3_600;
const dayS = 24 * hourS;
const calendars = 10_000;
/** One process, of which each look takes as long as an answer. */
const looksASecond = (looksAtOnce * 1_000) / 200;

/** A day of 10,000 calendars by a virtual clock, each of which changes `changesADay` times from 8 to 18. */
function dayOf(changesADay: number) {
  const random = seeded(14);
  const changes = Array.from({ length: calendars }, () =>
    Array.from({ length: changesADay }, () => Math.floor((8 + random() * 10) * hourS)).toSorted((a, b) => a - b),
  );
  const calls = Array.from({ length: calendars }, (): number[] => []);
  const [seen, changedAt] = [new Int32Array(calendars), new Float64Array(calendars).fill(-dayS)];

  /** A look asks what has changed, and where something has, for a second page. Answers when the next one is due. */
  function look(one: number, second: number): number {
    const now = (changes[one] ?? []).filter((at) => at <= second).length;
    const isChanged = now > (seen[one] ?? 0);
    if (isChanged) changedAt[one] = second;
    seen[one] = now;
    calls[one]?.push(second, ...(isChanged ? [second] : []));
    const quietMs = (second - (changedAt[one] ?? 0)) * 1_000;
    return second + Math.ceil(readAgainMs({ ...found, quietMs }, random) / 1_000);
  }

  // All are due at once, as after a day without the service.
  const due: number[][] = [Array.from({ length: calendars }, (_, n) => n)];
  const waiting: number[] = [];
  let begun = 0;
  for (let second = 0; second < dayS; second++) {
    for (const one of due[second] ?? []) waiting.push(one);
    const last = Math.min(waiting.length, begun + looksASecond);
    for (; begun < last; begun++) {
      const one = waiting[begun] ?? 0;
      const next = look(one, second);
      due[next] ??= [];
      due[next].push(one);
    }
  }
  return calls;
}

/** The most calls in a row of so many seconds. */
function mostIn(lengthS: number, times: readonly number[]): number {
  let [first, most] = [0, 0];
  times.forEach((at, n) => {
    while ((times[first] ?? at) <= at - lengthS) first += 1;
    most = Math.max(most, n - first + 1);
  });
  return most;
}

it.each([
  { changesADay: 0, busiestHour: 41_700 },
  { changesADay: 6, busiestHour: 97_800 },
])(
  '10,000 calendars with $changesADay changes a day are read within the quotas of Google and Microsoft Graph, by at most $busiestHour calls an hour',
  ({ changesADay, busiestHour }) => {
    const calls = dayOf(changesADay);
    const all = calls.flat().toSorted((one, other) => one - other);
    // As published by Google: a project's calls in a minute, and a user's; and by Graph: in ten minutes to a mailbox.
    expect(mostIn(60, all)).toBeLessThan(10_000);
    expect(Math.max(...calls.map((times) => mostIn(60, times)))).toBeLessThan(600);
    expect(Math.max(...calls.map((times) => mostIn(600, times)))).toBeLessThan(10_000);
    const hours = Array.from(Map.groupBy(all, (at) => Math.floor(at / hourS)).values(), ({ length }) => length);
    expect(hours).toHaveLength(24);
    expect(Math.min(...hours)).toBeGreaterThan(39_000);
    expect(Math.ceil(Math.max(...hours) / 100) * 100).toBe(busiestHour);
  },
);
