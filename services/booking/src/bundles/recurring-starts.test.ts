import { instantText } from '@interlude/shared/booking/booking-rules';
import { type SeriesRule, seriesFrequencies } from '@interlude/shared/bundles/recurring-rule';
import { dateText, dayNumber } from '@interlude/shared/time/local-date';
import { instantsOf, localOf } from '@interlude/shared/time/time-zone';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seriesStarts } from './recurring-starts.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu', 'UTC'];

async function listed(start: string, zone: string, rule: SeriesRule): Promise<string[]> {
  return (await seriesStarts(Date.parse(start), zone, rule)).map(instantText);
}

describe('the times of a series', () => {
  it('stay at the same time of the wall clock when clocks change', async () => {
    const weekly = { freq: 'WEEKLY', interval: 1, count: 3 } as const;
    expect(await listed('2027-03-16T09:00:00Z', 'Europe/Berlin', weekly)).toEqual([
      '2027-03-16T09:00:00Z',
      '2027-03-23T09:00:00Z',
      '2027-03-30T08:00:00Z',
    ]);
  });

  it('leave out a time that clocks skip, and do not count it', async () => {
    const daily = { freq: 'DAILY', interval: 1, count: 3 } as const;
    // 02:30 does not exist in Berlin on 28 March 2027.
    expect(await listed('2027-03-27T01:30:00Z', 'Europe/Berlin', daily)).toEqual([
      '2027-03-27T01:30:00Z',
      '2027-03-29T00:30:00Z',
      '2027-03-30T00:30:00Z',
    ]);
  });

  it('mean the first of a time that comes twice, unless it is the one chosen to begin with', async () => {
    const daily = { freq: 'DAILY', interval: 1, count: 2 } as const;
    expect(await listed('2027-10-30T00:30:00Z', 'Europe/Berlin', daily)).toEqual([
      '2027-10-30T00:30:00Z',
      '2027-10-31T00:30:00Z',
    ]);
    expect(await listed('2027-10-31T01:30:00Z', 'Europe/Berlin', daily)).toEqual([
      '2027-10-31T01:30:00Z',
      '2027-11-01T01:30:00Z',
    ]);
  });

  it('leave out months without that day', async () => {
    const monthly = { freq: 'MONTHLY', interval: 1, count: 4 } as const;
    expect(await listed('2027-01-31T10:00:00Z', 'UTC', monthly)).toEqual([
      '2027-01-31T10:00:00Z',
      '2027-03-31T10:00:00Z',
      '2027-05-31T10:00:00Z',
      '2027-07-31T10:00:00Z',
    ]);
  });

  it('are those that asking every day finds', async () => {
    const first = dayNumber('2026-12-01');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.integer({ min: first * 288, max: (first + 500) * 288 }),
        fc.record({
          freq: fc.constantFrom(...seriesFrequencies),
          interval: fc.integer({ min: 1, max: 12 }),
          count: fc.integer({ min: 2, max: 12 }),
        }),
        async (zone, cell, rule) => {
          const startsAt = cell * 300_000;
          expect((await seriesStarts(startsAt, zone, rule)).map(instantText)).toEqual(
            byAskingEveryDay(startsAt, zone, rule).map(instantText),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The same by going through the calendar day by day. */
function byAskingEveryDay(startsAt: number, zone: string, { freq, interval, count }: SeriesRule): number[] {
  const { date, time } = localOf(zone, startsAt);
  const monthOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const found = [startsAt];
  const first = dayNumber(date);
  for (let day = first + 1; found.length < count && dateText(day) < '2037'; day++) {
    const on = dateText(day);
    const isDue = {
      DAILY: (day - first) % interval === 0,
      WEEKLY: (day - first) % (7 * interval) === 0,
      MONTHLY: on.slice(8) === date.slice(8) && (monthOf(on) - monthOf(date)) % interval === 0,
    };
    const [at] = isDue[freq] ? instantsOf(zone, { date: on, time }) : [];
    if (at !== undefined) found.push(at);
  }
  return found;
}
