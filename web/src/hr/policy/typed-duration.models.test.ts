import { parseDuration } from '@interlude/shared/time/duration';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysDuration, durationWords } from './typed-duration.models.ts';

const { read, write } = durationWords('en');

describe('a duration that is typed', () => {
  it('is read in words, in letters and in its own form', () => {
    const typed = [
      '14 days',
      '1 day',
      '24 hours',
      '1 day 2 hours',
      '90 min',
      '2h',
      '1h30m',
      ' 2 Weeks ',
      'pt15m',
      '45s',
    ];
    expect(typed.map(read)).toEqual([
      'P14D',
      'P1D',
      'PT24H',
      'P1DT2H',
      'PT1H30M',
      'PT2H',
      'PT1H30M',
      'P14D',
      'PT15M',
      'PT45S',
    ]);
    expect([read('0 minutes'), read('0h')]).toEqual(['PT0S', 'PT0S']);
  });

  it('is nothing where it says no unit, an unknown one, one twice, or something beside it', () => {
    for (const text of [
      '',
      '14',
      '2 moons',
      '1 hour 2 hours',
      'about 2 hours',
      '-2 hours',
      '1.5 hours',
      'p',
      '2 hours!',
    ]) {
      expect([text, read(text)]).toEqual([text, null]);
    }
  });

  it('is written so that it is read again as the same, in any language', () => {
    const duration = fc.record({
      days: fc.integer({ min: 0, max: 999 }),
      seconds: fc.integer({ min: 0, max: 500_000 }),
    });
    for (const locale of ['en', 'de', 'fr', 'es', 'pt-BR', 'ar', 'pl']) {
      const words = durationWords(locale);
      fc.assert(
        fc.property(duration, ({ days, seconds }) => {
          const iso = `P${days}DT${seconds}S`;
          const again = words.read(words.write(iso));
          expect(again === null ? null : parseDuration(again)).toEqual(parseDuration(iso));
        }),
      );
    }
  });

  it('keeps 24 hours apart from one day, and shows what is no duration as it is', () => {
    expect([write('PT24H'), write('P1D'), write('P1DT2H'), write('PT0S'), write('soon')]).toEqual([
      '24 hours',
      '1 day',
      '1 day 2 hours',
      '0 minutes',
      'soon',
    ]);
  });
});

describe('the days that a link stays open', () => {
  it('are a whole number of days from 1 to 365', () => {
    expect(daysDuration(' 14 ')).toBe('P14D');
    expect(daysDuration('365')).toBe('P365D');
    for (const wrong of ['', '0', '366', '1.5', '-3', 'ten']) expect(daysDuration(wrong)).toBeNull();
  });
});
