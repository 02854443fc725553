import { expect, it } from 'vitest';
import { offsetText, placeOf } from './zone-text.ts';

it('writes offsets with minutes only where there are any', () => {
  expect([0, 330, -210, 60, -180, 845].map(offsetText)).toEqual([
    'UTC+0',
    'UTC+5:30',
    'UTC−3:30',
    'UTC+1',
    'UTC−3',
    'UTC+14:05',
  ]);
});

it('calls a zone by its last part', () => {
  expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(placeOf('UTC')).toBe('UTC');
});
