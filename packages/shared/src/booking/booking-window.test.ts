import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, localOf } from '../time/time-zone.ts';
import { bookableSpan } from './booking-window.ts';
import { defaultPolicy } from './policy.ts';

const at = (instant: string) => Date.parse(instant);
const text = (ms: number) => new Date(ms).toISOString();
const terms = { policy: defaultPolicy, zone: 'Europe/Berlin', gridZone: 'Europe/Berlin' };

it('counts notice in elapsed hours and ends at the end of a local day, over a change of the clock too', () => {
  const { earliestAt, endsAt } = bookableSpan(terms, at('2027-03-27T09:00:00Z'));
  expect(text(earliestAt)).toBe('2027-03-28T09:00:00.000Z');
  expect(text(endsAt)).toBe('2027-04-10T22:00:00.000Z');
});

it('has the days of the place, not of the guest', () => {
  const abroad = { ...terms, zone: 'Pacific/Auckland' };
  expect(bookableSpan(abroad, at('2027-03-01T22:30:00Z')).endsAt).toBe(
    bookableSpan(terms, at('2027-03-01T22:30:00Z')).endsAt,
  );
});

it('never cuts a day in two: the end is a midnight, and the same from any hour of a day', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Africa/Cairo',
    'America/Havana',
  );
  const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2029-12-31T00:00:00Z') });
  fc.assert(
    fc.property(zones, instants, fc.integer({ min: 1, max: 730 }), (gridZone, now, bookingWindowDays) => {
      const { endsAt } = bookableSpan({ ...terms, gridZone, policy: { ...defaultPolicy, bookingWindowDays } }, now);
      const today = localOf(gridZone, now).date;
      expect(localOf(gridZone, endsAt).date).toBe(addDays(today, bookingWindowDays + 1));
      expect(localOf(gridZone, endsAt - 1).date).toBe(addDays(today, bookingWindowDays));
    }),
  );
});

it('ends with the last date of the policy where that is earlier', () => {
  const until = (lastDate: string | null) =>
    text(bookableSpan({ ...terms, policy: { ...defaultPolicy, lastDate } }, at('2027-03-01T09:00:00Z')).endsAt);
  expect([until('2027-03-05'), until('2027-03-15'), until('2028-01-01'), until(null)]).toEqual([
    '2027-03-05T23:00:00.000Z',
    '2027-03-15T23:00:00.000Z',
    '2027-03-15T23:00:00.000Z',
    '2027-03-15T23:00:00.000Z',
  ]);
});
