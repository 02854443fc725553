import { expect, it } from 'vitest';
import { Refused } from '../runtime/refused.ts';
import { createRateLimits, limits } from './rate-limits.ts';

const now = Date.parse('2027-02-01T08:00:00Z');
const nothing = () => Promise.reject(new Error('not stored'));
const create = () =>
  createRateLimits(
    { increment: nothing, find: nothing, replace: nothing, decrement: nothing, remove: nothing },
    { isOn: true, secret: 'unused', onOutage: () => undefined },
  );

it('count each limit in its own window, so that using one gives nothing of another back', () => {
  const counted = create();
  for (let n = 0; n < limits.booking.points; n++) {
    counted.countIntent('booking', 'int_1', `intent ${n}`, now);
    counted.countIntent('look', '192.0.2.1', null, now);
  }
  expect(() => counted.countIntent('booking', 'int_1', 'one more', now)).toThrow(Refused);
  expect(() => counted.countIntent('booking', 'int_1', 'intent 3', now)).not.toThrow();
  expect(() => counted.countIntent('booking', 'int_2', 'one more', now)).not.toThrow();
  expect(() => counted.countIntent('booking', 'int_1', 'one more', now + limits.booking.windowMs)).not.toThrow();
});

it('count every use that has no intent', () => {
  const counted = create();
  for (let n = 0; n < limits.look.points; n++) counted.countIntent('look', '192.0.2.1', null, now);
  expect(() => counted.countIntent('look', '192.0.2.1', null, now)).toThrow(Refused);
  expect(() => counted.countIntent('look', '192.0.2.2', null, now)).not.toThrow();
});
