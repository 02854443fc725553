import { expect, it } from 'vitest';
import { liveOf } from './live.models.ts';

const startsAt = '2027-03-01T15:00:00Z';
const endsAt = '2027-03-01T16:00:00Z';
const at = (time: string) => Date.parse(`2027-03-01T${time}Z`);
const live = (time: string, status: 'scheduled' | 'in_progress' = 'scheduled') =>
  liveOf({ status, startsAt, endsAt }, at(time));

it('follows the clock from a quarter of an hour before the start until the end', () => {
  expect(['14:44:59', '14:45:00', '14:59:59', '15:00:00', '15:59:59', '16:00:00'].map((time) => live(time))).toEqual([
    'ahead',
    'soon',
    'soon',
    'running',
    'running',
    'over',
  ]);
});

it('is under way as soon as staff begin it, and over at its end whoever forgot to close it', () => {
  expect(live('13:00:00', 'in_progress')).toBe('running');
  expect(live('16:00:00', 'in_progress')).toBe('over');
});

it('is nothing to wait for where no time is booked', () => {
  expect(liveOf({ status: 'invited', startsAt: null, endsAt: null }, at('15:00:00'))).toBe('ahead');
});
