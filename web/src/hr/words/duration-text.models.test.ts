import { describe, expect, it } from 'vitest';
import { durationText, spanText } from './duration-text.models.ts';

describe('a duration in words', () => {
  it('keeps elapsed hours and calendar days apart', () => {
    expect(durationText('P1D', 'en-GB')).toBe('1 day');
    expect(durationText('PT24H', 'en-GB')).toBe('24 hours');
    expect(durationText('PT72H', 'en-GB')).toBe('72 hours');
  });

  it('names at most two units of what is elapsed', () => {
    expect(durationText('PT15M', 'en-GB')).toBe('15 minutes');
    expect(durationText('P1DT2H', 'en-GB')).toMatch(/^1 day,? 2 hours$/);
    expect(spanText(93_784_000, 'en-GB')).toMatch(/^1 day,? 2 hours$/);
    expect(spanText(0, 'en-GB')).toBe('0 minutes');
  });

  it('answers what is no duration as it is', () => {
    expect(durationText('soon', 'en-GB')).toBe('soon');
    expect(durationText('', 'en-GB')).toBe('');
  });
});
