import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClaimedTime, claimKeys, daySeat, weekSeat } from './cells.ts';

const MINUTE_MS = 60_000;
const base = Date.parse('2027-03-01T00:00Z');

/** A meeting of `ada` from a minute after the base, with its buffers. */
function meeting(from: number, length: number, buffers: readonly [number, number] = [0, 0]): ClaimedTime {
  const startsAt = base + from * MINUTE_MS;
  const [beforeMinutes, afterMinutes] = buffers;
  return { personId: 'ada', startsAt, endsAt: startsAt + length * MINUTE_MS, beforeMinutes, afterMinutes };
}

function clash(one: ClaimedTime, other: ClaimedTime): boolean {
  const taken = new Set(claimKeys(one));
  return claimKeys(other).some((key) => taken.has(key));
}

/** The rule in plain words: the gap must be at least the larger of the two buffers that face each other. */
function tooClose(one: ClaimedTime, other: ClaimedTime): boolean {
  const [first, second] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
  const gap = (second.startsAt - first.endsAt) / MINUTE_MS;
  return gap < 0 || gap < Math.max(first.afterMinutes, second.beforeMinutes);
}

function meetings(step: number) {
  const minutes = (min: number, max: number) => fc.integer({ min: min / step, max: max / step }).map((n) => n * step);
  return fc
    .record({ from: minutes(0, 240), length: minutes(step, 120), before: minutes(0, 60), after: minutes(0, 60) })
    .map(({ from, length, before, after }) => meeting(from, length, [before, after]));
}

describe('claimKeys', () => {
  it('claims the meeting on both tracks and each buffer on its own', () => {
    const keys = claimKeys(meeting(60, 10, [5, 5]));
    const cell = (n: number) => (base / 300_000 + n).toString(36);

    expect(keys).toEqual([
      `ada:b:${cell(11)}`,
      `ada:b:${cell(12)}`,
      `ada:b:${cell(13)}`,
      `ada:a:${cell(12)}`,
      `ada:a:${cell(13)}`,
      `ada:a:${cell(14)}`,
    ]);
  });

  it('needs 30 keys for an hour with a quarter before and after', () => {
    expect(new Set(claimKeys(meeting(0, 60, [15, 15]))).size).toBe(30);
  });

  it('lets two meetings clash exactly when they are closer than the larger facing buffer', () => {
    fc.assert(
      fc.property(meetings(5), meetings(5), (one, other) => {
        expect(clash(one, other)).toBe(tooClose(one, other));
      }),
      { numRuns: 2000 },
    );
  });

  it('never lets two meetings stand too close when their times do not fall on cells', () => {
    fc.assert(
      fc.property(meetings(1), meetings(1), (one, other) => {
        if (tooClose(one, other)) expect(clash(one, other)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the time of different people apart', () => {
    expect(clash(meeting(0, 60), { ...meeting(0, 60), personId: 'ben' })).toBe(false);
  });
});

describe('seats', () => {
  it("counts by the person's own local date", () => {
    const startsAt = Date.parse('2027-03-28T11:00Z');

    expect(daySeat('ada', 'Europe/Berlin', startsAt, 0)).toBe('ada:D20270328#0');
    expect(daySeat('ada', 'Pacific/Auckland', startsAt, 2)).toBe('ada:D20270329#2');
  });

  it("counts by the ISO week of the person's own local date", () => {
    const startsAt = Date.parse('2027-01-03T20:00Z');

    expect(weekSeat('ada', 'Europe/Berlin', startsAt, 0)).toBe('ada:W2026w53#0');
    expect(weekSeat('ada', 'Asia/Tokyo', startsAt, 1)).toBe('ada:W2027w01#1');
  });
});
