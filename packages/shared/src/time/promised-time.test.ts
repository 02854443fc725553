import { expect, it } from 'vitest';
import { movedClocks, promisesOf, type ZoneTable } from './promised-time.ts';
import { tzdataVersion } from './zone-table.gen.ts';

const startsAt = Date.parse('2027-01-04T15:00:00Z');
const owners = [
  { personId: 'can_1', zone: 'America/Winnipeg' },
  { personId: 'per_1', zone: 'Asia/Kathmandu' },
  { personId: null, zone: 'Europe/Berlin' },
];
/** As if this release had come before Manitoba gave up winter time. */
const olderTable: ZoneTable = {
  tzdata: '2025c',
  localTime: (zone, atMs) => {
    const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const hours = zone === 'America/Winnipeg' ? -6 : null;
    return (
      hours === null ? clock.format(atMs) : new Date(atMs + hours * 3_600_000).toISOString().slice(0, 16)
    ).replace(' ', 'T');
  },
};

it('finds the promises that another table breaks, and only those', () => {
  const promised = promisesOf(owners, startsAt, olderTable);

  expect(promised.map(({ localTime }) => localTime)).toEqual([
    '2027-01-04T09:00',
    '2027-01-04T20:45',
    '2027-01-04T16:00',
  ]);
  expect(movedClocks(promised, startsAt)).toEqual([
    {
      personId: 'can_1',
      zone: 'America/Winnipeg',
      localTime: '2027-01-04T09:00',
      presentTime: '2027-01-04T10:00',
      tzdata: '2025c',
    },
  ]);
});

it('finds nothing in promises of the present table', () => {
  const promised = promisesOf(owners, startsAt);

  expect(promised.every(({ tzdata }) => tzdata === tzdataVersion)).toBe(true);
  expect(movedClocks(promised, startsAt)).toEqual([]);
});
