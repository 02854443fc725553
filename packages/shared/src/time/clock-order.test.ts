import { describe, expect, it } from 'vitest';
import { clocksInOrder } from './clock-order.ts';
import { offsetAt } from './time-zone.ts';

const inWinter = (zone: string) => offsetAt(zone, Date.parse('2027-01-12T11:30:00Z'));

describe('whose clock leads', () => {
  it('tells what takes place somewhere on the clock there, and on the reader’s when that reads otherwise', () => {
    const clocks = { venue: 'Europe/Berlin', reader: 'Africa/Cairo' };
    expect(clocksInOrder(clocks, inWinter)).toEqual(['Europe/Berlin', 'Africa/Cairo']);
    expect(clocksInOrder({ ...clocks, reader: 'Europe/Oslo' }, inWinter)).toEqual(['Europe/Berlin']);
  });

  it('tells anything else on the reader’s clock, and on that of the other side where it is asked for', () => {
    const clocks = { venue: null, reader: 'Africa/Cairo' };
    expect(clocksInOrder(clocks, inWinter)).toEqual(['Africa/Cairo']);
    expect(clocksInOrder({ ...clocks, other: 'Asia/Tokyo' }, inWinter)).toEqual(['Africa/Cairo', 'Asia/Tokyo']);
    expect(clocksInOrder({ ...clocks, other: 'Europe/Kyiv' }, inWinter)).toEqual(['Africa/Cairo']);
  });
});
