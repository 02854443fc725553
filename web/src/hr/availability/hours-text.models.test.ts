import { describe, expect, it } from 'vitest';
import { minutesFrom, noticeFrom, overridesFrom, overridesText, rangesFrom, rangesText } from './hours-text.models.ts';

describe('hours as text', () => {
  it('are read as they are written', () => {
    const ranges = [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '24:00' },
    ];
    expect(rangesFrom(rangesText(ranges))).toEqual(ranges);
    expect(rangesFrom('')).toEqual([]);
  });

  it('may be typed shortly, with a plain hyphen', () => {
    expect(rangesFrom(' 9-12, 13:30 - 17 ')).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:00' },
    ]);
  });

  it.each(['9', '12-9', '9-9', '9-25', '9-10-11', 'morning', '9-10,'])('are not guessed from %j', (text) => {
    expect(rangesFrom(text)).toBeNull();
  });
});

describe('dates of their own', () => {
  it('are read as they are written, a date alone being a day off', () => {
    const overrides = [
      { date: '2027-03-01', ranges: [{ from: '22:00', to: '24:00' }] },
      { date: '2027-03-02', ranges: [] },
    ];
    expect(overridesText(overrides)).toBe('2027-03-01 22:00–24:00\n2027-03-02');
    expect(overridesFrom(`\n${overridesText(overrides)}\n`)).toEqual(overrides);
  });

  it.each(['2027-02-29 9-10', 'tomorrow 9-10', '2027-03-01 9', '2027-03-01\n2027-03-01 9-10'])(
    'are not guessed from %j',
    (text) => {
      expect(overridesFrom(text)).toBeNull();
    },
  );
});

it('reads minutes and hours of notice, and takes nothing for none', () => {
  expect(['', '15', '240', '241', '-5', 'x'].map(minutesFrom)).toEqual([0, 15, 240, null, null, null]);
  expect(['', '0', '24', '745', '1.5'].map(noticeFrom)).toEqual([
    { notice: null },
    { notice: null },
    { notice: 'PT24H' },
    null,
    null,
  ]);
});
