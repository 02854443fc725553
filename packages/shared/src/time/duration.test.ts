import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, parseDuration } from './duration.ts';
import { localOf } from './time-zone.ts';

const HOUR_MS = 3_600_000;
const zone = 'Europe/Berlin';

function shifted(from: string, text: string, sign: 1 | -1): string {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`no duration: ${text}`);
  const local = localOf(zone, addDuration(Date.parse(from), duration, zone, sign));
  return `${local.date} ${local.time}`;
}

describe('parseDuration', () => {
  it.each([
    ['PT24H', { days: 0, ms: 24 * HOUR_MS }],
    ['P1D', { days: 1, ms: 0 }],
    ['P1DT2H', { days: 1, ms: 2 * HOUR_MS }],
    ['P2W', { days: 14, ms: 0 }],
    ['PT1H30M15S', { days: 0, ms: 5_415_000 }],
    ['PT0S', { days: 0, ms: 0 }],
  ])('reads %s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  it.each(['', 'P', 'PT', 'P1DT', 'P1M', 'P1Y', '-P1D', 'P-1D', 'P1.5D', 'PT1.5H', 'p1d', '1D', 'P1D ', 'P999999999D'])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );
});

describe('addDuration', () => {
  // Clocks in Berlin go forward in the night to Sunday, 2027-03-28; 09:00 there is 07:00 UTC.
  it.each([
    ['PT24H', '2027-03-27 08:00'],
    ['P1D', '2027-03-27 09:00'],
    ['P1DT2H', '2027-03-27 07:00'],
  ])('counts %s before the morning after a change of clocks', (text, local) => {
    expect(shifted('2027-03-28T07:00Z', text, -1)).toBe(local);
  });

  it('moves a reading that clocks skip forward by the gap', () => {
    expect(shifted('2027-03-27T01:30Z', 'P1D', 1)).toBe('2027-03-28 03:30');
    expect(shifted('2027-03-29T00:30Z', 'P1D', -1)).toBe('2027-03-28 03:30');
  });

  it('takes the first occurrence of a repeated reading', () => {
    const day = { days: 1, ms: 0 };

    expect(addDuration(Date.parse('2027-10-30T00:30Z'), day, zone, 1)).toBe(Date.parse('2027-10-31T00:30Z'));
    expect(addDuration(Date.parse('2027-11-01T01:30Z'), day, zone, -1)).toBe(Date.parse('2027-10-31T00:30Z'));
  });

  it('keeps seconds and milliseconds of the wall clock', () => {
    const from = Date.parse('2027-03-27T10:11:12.345Z');

    expect(addDuration(from, { days: 1, ms: 0 }, zone, 1)).toBe(from + 23 * HOUR_MS);
  });

  it('is plain elapsed time whenever no days are counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom<1 | -1>(1, -1), (ms, sign) => {
        const from = Date.parse('2027-03-28T00:59Z');
        expect(addDuration(from, { days: 0, ms }, zone, sign)).toBe(from + sign * ms);
      }),
    );
  });
});
