import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import { expect, it } from 'vitest';
import { changesLeft, stageOf } from './stage.models.ts';

it('gives every status of the lifecycle a stage', () => {
  const stages = interviewStatuses.map((status) => stageOf({ status }));
  expect(stages).toEqual([
    'pick',
    'booked',
    'booked',
    'booked',
    'booked',
    'completed',
    'cancelled',
    'closed',
    'no_show',
    'closed',
  ]);
});

it('counts the changes that are left, and says when they are few', () => {
  const budget = { warnAt: 3, limit: 5, cutoffAt: null, allowed: true };
  expect(changesLeft({ ...budget, used: 2 })).toEqual({ left: 3, isFew: false });
  expect(changesLeft({ ...budget, used: 3 })).toEqual({ left: 2, isFew: true });
  expect(changesLeft({ ...budget, used: 7 })).toEqual({ left: 0, isFew: true });
});
