import { allWeek } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const now = Date.parse('2027-05-03T06:00:00Z');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

const noNotice = { minimumNotice: 'PT0S', reschedule: { cutoff: 'PT0S' } };
const may = (day: number) => `2027-05-${String(day).padStart(2, '0')}`;

interface Asked {
  readonly from: string;
  readonly days?: number;
  readonly policy?: object;
  readonly rules?: Parameters<TestPortal['addInterviewer']>[0];
}

/** Why some days in May are empty for a candidate, and when the next start is free. */
async function emptyAnswer({ from, days = 1, policy = {}, rules = {} }: Asked) {
  const templateId = await portal.addTemplate([await portal.addInterviewer({ zone: 'UTC', ...rules })], {
    policy: { ...noNotice, ...policy },
  });
  const { starts, emptyBecause, nextOpeningAt } = await (await portal.invite(templateId)).slots({
    from,
    days,
    zone: 'UTC',
  });
  expect(starts).toEqual([]);
  return [emptyBecause, nextOpeningAt];
}

describe('an empty answer says why, and when the next start is free', () => {
  const onlyOn = (...dates: string[]) => ({
    weekly: [],
    overrides: dates.map((date) => ({ date, ranges: [{ from: '10:00', to: '11:00' }] })),
  });

  it('because nobody has hours', async () => {
    expect(await emptyAnswer({ from: may(4), rules: onlyOn(may(10)) })).toEqual(['no_hours', `${may(10)}T10:00:00Z`]);
  });

  it('because of notice, that of the policy and that of the interviewer', async () => {
    const later = `${may(4)}T06:00:00Z`;
    const rules = { weekly: allWeek('06:00', '20:00') };
    expect(await emptyAnswer({ from: may(3), policy: { minimumNotice: 'PT24H' }, rules })).toEqual(['notice', later]);
    expect(await emptyAnswer({ from: may(3), rules: { ...rules, settings: { minimumNotice: 'PT24H' } } })).toEqual([
      'notice',
      later,
    ]);
  });

  it('because the window ends, and then there is no next one', async () => {
    expect(await emptyAnswer({ from: may(20), policy: { bookingWindowDays: 7 } })).toEqual(['window', null]);
    expect(await emptyAnswer({ from: may(8), policy: { bookingWindowDays: 7 }, rules: onlyOn(may(4)) })).toEqual([
      'no_hours',
      null,
    ]);
  });

  it('because all is taken, or only the caps leave no room', async () => {
    const rules = onlyOn(may(4), may(6));
    const people = [
      await portal.addInterviewer({ zone: 'UTC', ...rules }),
      await portal.addInterviewer({
        zone: 'UTC',
        weekly: allWeek('08:00', '20:00'),
        caps: { perDay: 1, perWeek: null },
      }),
    ];
    for (const [n, because, next] of [
      [0, 'full', `${may(6)}T10:00:00Z`],
      [1, 'caps', `${may(5)}T08:00:00Z`],
    ] as const) {
      const templateId = await portal.addTemplate([people[n] ?? '']);
      const [first, second] = [await portal.invite(templateId), await portal.invite(templateId)];
      await first.book(`${may(4)}T10:00:00Z`);
      expect(await second.slots({ from: may(4), days: 1, zone: 'UTC' })).toMatchObject({
        starts: [],
        emptyBecause: because,
        nextOpeningAt: next,
      });
      // To its owner the one start they have is no choice either.
      if (n === 0)
        expect(await first.slots({ from: may(4), days: 1, zone: 'UTC' })).toMatchObject({ emptyBecause: 'full' });
    }
  });

  it('for a month that is empty within a longer answer, and across a change of clocks', async () => {
    const rules = { ...onlyOn(may(4), '2027-11-02'), zone: 'Europe/Berlin' };
    const [because, next] = await emptyAnswer({
      from: '2027-06-01',
      days: 30,
      policy: { bookingWindowDays: 300 },
      rules,
    });

    expect([because, next]).toEqual(['no_hours', '2027-11-02T09:00:00Z']);
  });

  it('brings the offsets of the zone as far as the opening, so that it can be shown', async () => {
    const personId = await portal.addInterviewer({ zone: 'Europe/Berlin', ...onlyOn('2027-11-02') });
    const templateId = await portal.addTemplate([personId], { policy: { ...noNotice, bookingWindowDays: 300 } });
    const { offsets } = await (await portal.invite(templateId)).slots({ from: may(4), days: 1, zone: 'Europe/Berlin' });

    expect(offsets.map(({ minutes }) => minutes)).toEqual([120, 60]);
  });

  it('to staff too, whose window is longer', async () => {
    const personId = await portal.addInterviewer({ zone: 'UTC', ...onlyOn(may(4), '2028-11-02') });
    const candidate = await portal.invite(await portal.addTemplate([personId]));
    await candidate.book(`${may(4)}T10:00:00Z`);
    const { interviewId } = candidate;

    expect(
      await portal.admin.ask('interviews.slots', { interviewId, from: may(4), days: 31, zone: 'UTC' }),
    ).toMatchObject({ emptyBecause: 'full', nextOpeningAt: '2028-11-02T10:00:00Z' });
    expect(
      await portal.admin.ask('availability.preview', { personId, from: may(5), days: 7, zone: 'UTC' }),
    ).toMatchObject({ emptyBecause: 'no_hours', nextOpeningAt: null });
  });
});

it('reads two facts for an answer with starts, whatever the number of people', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => portal.addInterviewer()));
  const candidate = await portal.invite(await portal.addTemplate(people));
  const { stores } = portal.app;
  const reads = [vi.spyOn(stores.people, 'listByIds'), vi.spyOn(stores.reservations, 'listBusy')];

  expect((await candidate.slots()).starts.length).toBeGreaterThan(0);
  expect(reads.every((read) => read.mock.calls.length <= 1)).toBe(true);
  vi.restoreAllMocks();
});
