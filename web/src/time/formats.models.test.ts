import { expect, it } from 'vitest';
import { createFormats, createZonedText, dateInstant } from './formats.models.ts';

const at = Date.parse;
const kolkata = [{ from: '2026-11-01T00:00:00Z', minutes: 330 }];
const text = createZonedText(createFormats('en-GB', 'h23'), 'Asia/Kolkata', kolkata);

it('writes an instant in the zone of its offsets, whatever zone the machine is in', () => {
  expect(text.when(at('2026-12-01T18:45:00Z'))).toBe('Wed 2 Dec, 00:15');
  expect(text.fullWhen(at('2026-12-01T18:45:00Z'))).toBe('Wednesday, 2 December 2026, 00:15');
  expect(text.place).toBe('Kolkata');
  expect(text.offset(at('2026-12-01T18:45:00Z'))).toBe('UTC+5:30');
});

it('puts the comma of Arabic between a date and a time in Arabic', () => {
  const formats = createFormats('ar-u-ca-gregory-nu-latn', 'h23');
  const arabic = createZonedText(formats, 'Asia/Kolkata', kolkata);
  const said = ['when', 'fullWhen', 'namedWhen'] as const;
  for (const one of said) expect(arabic[one](at('2026-12-01T18:45:00Z'))).toMatch(/^[^,]*، 00:15[^,]*$/);
});

it('names the months that some days lie in, each year once', () => {
  const months = (...dates: string[]) => createFormats('en-GB', 'h23').months(dates.map(dateInstant));
  expect(months('2026-11-23', '2026-11-30')).toBe('November 2026');
  expect(months('2026-11-30', '2026-12-01')).toBe('November and December 2026');
  expect(months('2026-12-31', '2027-01-01')).toBe('December 2026 and January 2027');
});

it('follows the clock that was chosen', () => {
  const half = createZonedText(createFormats('en-GB', 'h12'), 'Asia/Kolkata', kolkata);
  expect(half.time(at('2026-12-01T12:15:00Z'))).toBe('5:45 pm');
  expect(text.time(at('2026-12-01T12:15:00Z'))).toBe('17:45');
});

it('counts days by the calendar of the zone, and hours or minutes within one day', () => {
  const now = at('2026-12-01T17:00:00Z');
  expect(text.distance(now, at('2026-12-01T18:45:00Z'))).toBe('tomorrow');
  expect(text.distance(now, at('2026-12-11T04:00:00Z'))).toBe('in 10 days');
  expect(text.distance(at('2026-12-01T02:00:00Z'), at('2026-12-01T07:00:00Z'))).toBe('in 5 hours');
  expect(text.distance(at('2026-12-01T02:00:00Z'), at('2026-12-01T02:20:00Z'))).toBe('in 20 minutes');
});

it('writes a local date as that date', () => {
  expect(text.formats.fullDay(dateInstant('2026-12-09'))).toBe('Wednesday, 9 December 2026');
  expect(text.formats.list(['Mara', 'Jonas', 'Ada'])).toBe('Mara, Jonas and Ada');
});

it('says both offsets of a span during which clocks change, and none otherwise', () => {
  const newYork = [
    { from: '2027-11-01T00:00:00Z', minutes: -240 },
    { from: '2027-11-07T06:00:00Z', minutes: -300 },
  ];
  const there = createZonedText(createFormats('en-GB', 'h23'), 'America/New_York', newYork);
  const [from, until] = [at('2027-11-07T05:00:00Z'), at('2027-11-07T06:00:00Z')];
  expect(there.span(from, until)).toEqual({ from: '01:00 (UTC−4)', to: '01:00 (UTC−5)' });
  expect(there.span(from - 3_600_000, from)).toEqual({ from: '00:00', to: '01:00' });
});
