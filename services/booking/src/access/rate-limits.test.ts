import { expect, it } from 'vitest';
import { Refused } from '../runtime/refused.ts';
import { addressKey, createRateLimits, limits } from './rate-limits.ts';

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

it('take every address of an IPv6 /64 for one network, however it is spelled', () => {
  const spellings = [
    '2001:db8::1',
    '2001:db8::2',
    '2001:0DB8:0:0:1::',
    '2001:db8:0:0:ffff:ffff:192.0.2.1',
    '2001:db8::5%eth0',
  ];
  expect(new Set(spellings.map(addressKey)).size).toBe(1);
  const others = ['2001:db8:0:1::1', '2001:db8:1::1', '2001:db9::1', '::1', 'fe80::1%eth0'];
  expect(new Set(['2001:db8::1', ...others].map(addressKey)).size).toBe(6);
});

it('take an IPv4 address that is written as IPv6 for the same caller', () => {
  const spellings = ['::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:c000:0201', '::ffff:c000:201%2'];
  expect(spellings.map(addressKey)).toEqual(spellings.map(() => '192.0.2.1'));
  expect(addressKey('::ffff:192.0.2.2')).toBe('192.0.2.2');
});

it('take what is no address as it stands', () => {
  expect([addressKey(''), addressKey('unknown'), addressKey('192.0.2.1')]).toEqual(['', 'unknown', '192.0.2.1']);
});
