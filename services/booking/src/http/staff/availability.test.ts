import { Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { allWeek, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patient, startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

const dayOf = (instant: string) => instant.slice(0, 10);

describe('time off', () => {
  it('takes its times from the list at once, reports what is booked there, and gives them back when removed', async () => {
    const personId = await portal.addInterviewer({ zone: 'UTC' });
    const templateId = await portal.addTemplate([personId]);
    const [booked, other] = [await portal.invite(templateId), await portal.invite(templateId)];
    const start = (await booked.slots({ zone: 'UTC' })).starts.at(40) ?? '';
    await booked.book(start);
    const date = dayOf(start);

    const off = await portal.admin.call<{ timeOffId: string; conflicts: string[] }>('availability.addTimeOff', {
      personId,
      from: date,
      to: date,
    });
    expect(off.conflicts).toEqual([booked.interviewId]);
    expect(await portal.admin.ask('availability.get', { personId })).toMatchObject({
      timeOff: [{ timeOffId: off.timeOffId, from: `${date}T00:00:00.000Z` }],
    });
    const { starts } = await other.slots({ zone: 'UTC' });
    expect(starts.length).toBeGreaterThan(0);
    expect(starts.filter((at) => dayOf(at) === date)).toEqual([]);
    await expect(other.book(`${date}T11:00:00Z`)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });

    await portal.admin.call('availability.removeTimeOff', { personId, timeOffId: off.timeOffId });
    expect((await other.slots({ zone: 'UTC' })).starts.some((at) => dayOf(at) === date)).toBe(true);
  });
});

describe('a change of hours', () => {
  it('is told beforehand which bookings it would leave outside, and moves none of them', async () => {
    const personId = await portal.addInterviewer({ zone: 'UTC' });
    const candidate = await portal.invite(await portal.addTemplate([personId]));
    const start = (await candidate.slots({ zone: 'UTC' })).starts.find((at) => at.includes('T15:00')) ?? '';
    await candidate.book(start);
    const hours = (to: string) => ({ personId, zone: 'UTC', weekly: allWeek('08:00', to), overrides: [] });

    expect(await portal.admin.ask('availability.impact', hours('18:00'))).toEqual({ outside: [] });
    expect(await portal.admin.ask('availability.impact', hours('15:30'))).toMatchObject({
      outside: [{ interviewId: candidate.interviewId, startsAt: start }],
    });
    await portal.admin.call('availability.save', hours('15:30'));
    expect(await candidate.view()).toMatchObject({ status: 'scheduled', startsAt: start });
  });

  it('shows in the preview what candidates will see', async () => {
    const personId = await portal.addInterviewer({ zone: 'UTC', weekly: allWeek('09:00', '10:00') });
    const { starts } = await portal.admin.ask<{ starts: string[] }>('availability.preview', { personId, zone: 'UTC' });
    expect(new Set(starts.map((at) => at.slice(11, 16)))).toEqual(new Set(['09:00']));
  });
});

describe('limits', () => {
  it('stop a client that hammers one interview, but not one that repeats a request', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
    try {
      const templateId = await limited.addTemplate([await limited.addInterviewer()]);
      const candidate = await limited.invite(templateId);
      const nowhere = '2027-01-01T03:33:00Z';
      const once = { idempotencyKey: 'the-same-intent' };
      for (let n = 0; n < 70; n++) await candidate.book(nowhere, once).catch(() => undefined);
      await expect(candidate.book(nowhere, once)).rejects.toMatchObject({ refusal: { code: 'slot_not_offered' } });
      for (let n = 0; n < 60; n++) await candidate.book(nowhere).catch(() => undefined);
      await expect(candidate.book(nowhere)).rejects.toMatchObject({
        status: 429,
        refusal: { code: 'rate_limited', retryAfterSeconds: expect.any(Number) },
      });
    } finally {
      await limited.stop();
    }
  });

  it('stop a client that spreads its requests over copies of the service', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
    try {
      const candidate = await limited.invite(await limited.addTemplate([await limited.addInterviewer()]));
      await limited.startCopy();
      const [one = '', other = ''] = limited.bases;
      const tryAt = (base: string) => {
        const browser = new Browser(base);
        browser.cookies = candidate.browser.cookies;
        const { interviewId } = candidate;
        const booking = { interviewId, startsAt: '2027-01-01T03:33:00Z', zone: 'UTC', idempotencyKey: intentKey() };
        return refusalCodeOf(browser.call('candidate.book', booking));
      };
      for (let n = 0; n < 60; n++) expect(await tryAt(one)).toBe('slot_not_offered');
      let more = 0;
      while ((await tryAt(other)) === 'slot_not_offered') more += 1;
      // It looks at the others only once its own part of the limit is noticeable.
      expect(more).toBeLessThanOrEqual(10);
    } finally {
      await limited.stop();
    }
  });

  it('let staff mail one link again ten times an hour, and a repeated request counts once', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
    try {
      const candidate = await limited.invite(await limited.addTemplate([await limited.addInterviewer()]));
      const resend = (idempotencyKey: string) =>
        refusalCodeOf(
          limited.admin.call('interviews.resendLink', { interviewId: candidate.interviewId, idempotencyKey }),
        );
      // Whoever may not change it uses nothing up.
      const manager = { email: 'manager@acme.example', password: 'a password that is long' };
      await limited.admin.call('people.create', { name: 'M', roles: ['hiring_manager'], zone: 'UTC', ...manager });
      const stranger = await limited.signIn(manager.email, manager.password);
      const { interviewId } = candidate;
      for (let n = 0; n < 11; n++)
        expect(await refusalCodeOf(stranger.call('interviews.resendLink', { interviewId }))).toBe('not_found');
      for (let n = 0; n < 10; n++) expect(await resend(`intent-${n}`)).toBeNull();
      expect(await resend('intent-0')).toBeNull();
      expect(await resend('one-intent-more')).toBe('rate_limited');
    } finally {
      await limited.stop();
    }
  });

  it('let one interview change ten times an hour, wherever that is asked', async () => {
    let now = Date.now();
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' }, now: () => now });
    try {
      const templateId = await limited.addTemplate([await limited.addInterviewer()]);
      const candidate = await limited.invite(templateId, patient);
      const { starts } = await candidate.slots();
      await candidate.book(starts[0] ?? '');
      for (let n = 1; n < 10; n++) await candidate.reschedule(starts[n * 4] ?? '');
      await expect(candidate.reschedule(starts[50] ?? '')).rejects.toMatchObject({
        refusal: { code: 'rate_limited', retryAfterSeconds: expect.any(Number) },
      });
      now += 3_600_000;
      await candidate.reschedule(starts[50] ?? '');
    } finally {
      await limited.stop();
    }
  });
});

describe('hours that recur', () => {
  const aDay = 86_400_000;
  const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
  const dateIn = (days: number) => new Date(Date.now() + days * aDay).toISOString().slice(0, 10);
  const timesOn = (starts: readonly string[], date: string) =>
    starts.filter((at) => dayOf(at) === date).map((at) => at.slice(11, 16));

  it('come beside the weekly ones or instead of them, for listing and booking alike, and an override wins', async () => {
    const personId = await portal.addInterviewer({ zone: 'UTC', weekly: allWeek('09:00', '10:00') });
    const candidate = await portal.invite(await portal.addTemplate([personId], { stepMinutes: 60 }));
    const [added, replaced, excepted, overridden] = [4, 5, 6, 7].map(dateIn) as [string, string, string, string];
    const rule = (date: string) => `FREQ=WEEKLY;BYDAY=${weekdays[new Date(date).getUTCDay()]}`;
    const instead = { startsOn: replaced, ranges: [], effect: 'replaces', exceptions: [] };
    const recurring = [
      { rule: rule(added), startsOn: added, ranges: [{ from: '14:00', to: '15:00' }], effect: 'adds', exceptions: [] },
      { ...instead, rule: rule(replaced) },
      { ...instead, rule: rule(excepted), exceptions: [excepted] },
      { ...instead, rule: rule(overridden) },
    ];
    const overrides = [{ date: overridden, ranges: [{ from: '20:00', to: '21:00' }] }];
    const hours = { personId, zone: 'UTC', weekly: allWeek('09:00', '10:00'), overrides };
    await portal.admin.call('availability.save', { ...hours, recurring });
    expect(await portal.admin.ask('availability.get', { personId })).toMatchObject({ recurring });

    const { starts } = await candidate.slots({ zone: 'UTC' });
    expect(timesOn(starts, added)).toEqual(['09:00', '14:00']);
    expect(timesOn(starts, replaced)).toEqual([]);
    expect(timesOn(starts, excepted)).toEqual(['09:00']);
    expect(timesOn(starts, overridden)).toEqual(['20:00']);
    await expect(candidate.book(`${replaced}T09:00:00Z`)).rejects.toMatchObject({
      refusal: { code: 'slot_not_offered', because: 'hours' },
    });
    await candidate.book(`${added}T14:00:00Z`);

    // Saved without a word about them, they stay; without them the booking would lie outside.
    await portal.admin.call('availability.save', hours);
    expect(await portal.admin.ask('availability.impact', hours)).toEqual({ outside: [] });
    expect(await portal.admin.ask('availability.impact', { ...hours, recurring: [] })).toMatchObject({
      outside: [{ interviewId: candidate.interviewId }],
    });
  });

  it('are shown as dates before they are saved, and what is no rule of dates is refused', async () => {
    const personId = await portal.addInterviewer({ zone: 'UTC' });
    const asked = { personId, zone: 'UTC', rule: 'FREQ=MONTHLY;BYDAY=-1FR', startsOn: '2030-01-01' };
    const { dates } = await portal.admin.ask<{ dates: string[] }>('availability.dates', {
      ...asked,
      exceptions: ['2030-02-22'],
    });
    expect(dates).toHaveLength(8);
    expect(dates.slice(0, 2)).toEqual(['2030-01-25', '2030-03-29']);
    await expect(portal.admin.ask('availability.dates', { ...asked, rule: 'FREQ=HOURLY' })).rejects.toMatchObject({
      refusal: { code: 'invalid_input', issues: [{ path: 'rule' }] },
    });
    const saved = { personId, zone: 'UTC', weekly: [], overrides: [] };
    const wrong = {
      rule: 'FREQ=DAILY',
      startsOn: '2030-01-01',
      effect: 'adds',
      ranges: [{ from: '10:00', to: '09:00' }],
    };
    await expect(portal.admin.call('availability.save', { ...saved, recurring: [wrong] })).rejects.toMatchObject({
      refusal: { code: 'invalid_input' },
    });
    expect(await portal.admin.ask('availability.get', { personId })).toMatchObject({ recurring: [] });
  });
});
