import { describe, expect, it } from 'vitest';
import { clockChangeBetween, isSameZone, localDateAt, minuteOfDayAt, offsetMinutesAt } from './zoned.models.ts';

const at = Date.parse;
// Berlin, spring 2027: clocks go from +1 to +2 at 01:00 UTC on 28 March.
const berlin = [
  { from: '2027-03-01T00:00:00Z', minutes: 60 },
  { from: '2027-03-28T01:00:00Z', minutes: 120 },
];

describe('reading a clock by the offsets of an answer', () => {
  it('takes the stretch that holds the instant, to the millisecond of the change', () => {
    expect(offsetMinutesAt(berlin, at('2027-03-28T00:59:59.999Z'))).toBe(60);
    expect(offsetMinutesAt(berlin, at('2027-03-28T01:00:00Z'))).toBe(120);
  });

  it('takes the first stretch before its beginning, and UTC when there is none', () => {
    expect(offsetMinutesAt(berlin, at('2020-01-01T00:00:00Z'))).toBe(60);
    expect(offsetMinutesAt([], at('2020-01-01T00:00:00Z'))).toBe(0);
  });

  it('gives local dates and minutes on both sides of midnight', () => {
    const line = [{ from: '2026-01-01T00:00:00Z', minutes: 14 * 60 }];
    expect(localDateAt(line, at('2026-12-31T10:30:00Z'))).toBe('2027-01-01');
    expect(minuteOfDayAt(line, at('2026-12-31T10:30:00Z'))).toBe(30);
    expect(localDateAt([{ from: '2026-01-01T00:00:00Z', minutes: -210 }], at('2027-01-01T03:00:00Z'))).toBe(
      '2026-12-31',
    );
  });

  it('finds the change of clocks between now and a time, and none when it lies outside', () => {
    const change = at('2027-03-28T01:00:00Z');
    expect(clockChangeBetween(berlin, at('2027-03-20T00:00:00Z'), at('2027-03-30T00:00:00Z'))).toBe(change);
    expect(clockChangeBetween(berlin, at('2027-03-20T00:00:00Z'), at('2027-03-21T00:00:00Z'))).toBeNull();
    expect(clockChangeBetween(berlin, at('2027-03-29T00:00:00Z'), at('2027-03-30T00:00:00Z'))).toBeNull();
  });
});

describe('the name of a zone', () => {
  it('takes two names of one zone for the same, and a name nobody knows for another', () => {
    expect(isSameZone('Asia/Calcutta', 'Asia/Kolkata')).toBe(true);
    expect(isSameZone('Europe/Lisbon', 'Asia/Kolkata')).toBe(false);
    expect(isSameZone('Nowhere/Land', 'Asia/Kolkata')).toBe(false);
  });
});
