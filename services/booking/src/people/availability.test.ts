import { allWeek } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../test-portal.ts';

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

  it('stop guessing of passwords after five failures, also with the right one', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
    try {
      const wrong = () => limited.signIn(limited.email, 'a wrong password');
      for (let n = 0; n < 5; n++) await expect(wrong()).rejects.toMatchObject({ status: 401 });
      await expect(limited.signIn(limited.email, limited.password)).rejects.toMatchObject({ status: 429 });
    } finally {
      await limited.stop();
    }
  });
});
