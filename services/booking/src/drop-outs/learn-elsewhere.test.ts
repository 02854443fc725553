import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { panelTools } from '../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { keysKeptBy, type ReservationRow } from '../reservations/reservation-row.ts';
import { learnElsewhere } from './learn-elsewhere.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

const { peopleOf, rowOf, happened } = panelTools(() => portal);
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const invite = async (personId: string) => await portal.invite(await portal.addTemplate([personId]));
const call = (name: string, { interviewId }: CandidateBrowser, more: object) =>
  portal.admin.call(`interviews.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
const override = { rules: ['busy_elsewhere'], reason: { code: 'agreed' } };
let looks = 0;

/** Tells booking that somebody is busy on one date between these times of day, and at no other of these two months. */
async function learn(personId: string, date: string, times: readonly (readonly [string, string])[], look = ++looks) {
  const spans = times.map(([from, to]) => ({ from: Date.parse(`${date}T${from}Z`), to: Date.parse(`${date}T${to}Z`) }));
  const days = spans.length > 0 ? [{ date, spans }] : [];
  const tenantId = portal.tenantId as TenantId;
  const wish = { tenantId, personId: personId as PersonId, from: dateIn(-1), to: dateIn(60), look, days };
  // No calendar service is there to be asked before a booking.
  return await learnElsewhere(portal.app, { ...wish, isConnected: false, seenAt: null, writesTo: null });
}
const daysOf = async (personId: string) =>
  await portal
    .collection<ReservationRow>('reservations')
    .find({ people: personId as PersonId, kind: 'external' })
    .toArray();
async function missingOf(personId: string): Promise<number> {
  const rows = (await daysOf(personId)).filter(({ active }) => active);
  const kept = new Set(rows.flatMap(({ cells = [] }) => cells));
  return rows.flatMap(keysKeptBy).filter((key) => !kept.has(key)).length;
}
const startsOn = async (candidate: CandidateBrowser, date: string) =>
  (await candidate.slots()).starts.filter((start) => start.startsWith(date)).map((start) => start.slice(11, 16));
const marksOf = async (candidate: CandidateBrowser) => (await rowOf(candidate)).marks ?? [];

describe('what other calendars say', () => {
  it('is offered to nobody and booked by nobody, and is free again once they say so', async () => {
    const personId = await portal.addInterviewer();
    const [candidate, date] = [await invite(personId), dateIn(4)];
    const before = await startsOn(candidate, date);
    expect(before).toContain('10:00');
    await learn(personId, date, [
      ['09:50', '10:10'],
      ['12:00', '13:00'],
    ]);
    const left = await startsOn(candidate, date);
    expect(left).not.toContain('10:00');
    expect(left).not.toContain('12:30');
    expect(left).toContain('13:00');
    await expect(candidate.book(`${date}T10:00:00Z`)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    await learn(personId, date, []);
    expect(await startsOn(candidate, date)).toEqual(before);
    await learn(personId, date, [['12:00', '13:00']]);
    expect(await startsOn(candidate, date)).not.toContain('12:00');
    expect(await missingOf(personId)).toBe(0);
    await candidate.book(`${date}T10:00:00Z`);
  });

  it('is written where it changed and nowhere else, and never over a later look', async () => {
    const [personId, date] = [await portal.addInterviewer(), dateIn(5)];
    await learn(personId, date, [['10:00', '11:00']], 7);
    const write = vi.spyOn(portal.app.stores.reservations.elsewhere, 'writeDays');
    await learn(personId, date, [['10:00', '11:00']], 8);
    expect(write).not.toHaveBeenCalled();
    await learn(personId, date, [], 7);
    expect(write).not.toHaveBeenCalled();
    expect(await daysOf(personId)).toMatchObject([{ active: true, look: 7 }]);
  });

  it('is as the newest look found it, also where an older one is written late or begins late', async () => {
    const [personId, date] = [await portal.addInterviewer(), dateIn(5)];
    const { elsewhere } = portal.app.stores.reservations;
    const { writeDays } = elsewhere;
    vi.spyOn(elsewhere, 'writeDays').mockImplementationOnce(async (of, days) => {
      await learn(personId, date, [], 12);
      return await writeDays(of, days);
    });
    await learn(personId, date, [['10:00', '11:00']], 11);
    expect((await daysOf(personId)).filter(({ active }) => active)).toEqual([]);
    await learn(personId, date, [['10:00', '11:00']], 13);
    await learn(personId, date, [['10:00', '11:00']], 15);
    await learn(personId, date, [], 14);
    expect(await daysOf(personId)).toMatchObject([{ active: true, look: 13 }]);
  });

  it('leaves to a booking that comes at the same moment what is booked, and takes the rest', async () => {
    const personId = await portal.addInterviewer();
    const [candidate, date] = [await invite(personId), dateIn(6)];
    const { elsewhere } = portal.app.stores.reservations;
    const { writeDays } = elsewhere;
    vi.spyOn(elsewhere, 'writeDays').mockImplementationOnce(async (of, days) => {
      await candidate.book(`${date}T10:00:00Z`);
      return await writeDays(of, days);
    });
    expect(await learn(personId, date, [['09:00', '12:00']])).toMatchObject({ conflicts: [candidate.interviewId] });
    expect(await peopleOf(candidate)).toEqual([personId]);
    expect(await missingOf(personId)).toBeGreaterThan(0);
    await call('cancel', candidate, { reason: { code: 'duplicate' } });
    await learn(personId, date, [['09:00', '12:00']]);
    expect(await missingOf(personId)).toBe(0);
  });
});

describe('a booking that something arrives over', () => {
  it('stays, gets a mark that says whose calendar it is, and loses the mark with its cause', async () => {
    const personId = await portal.addInterviewer();
    const [candidate, date] = [await invite(personId), dateIn(7)];
    await candidate.book(`${date}T10:00:00Z`);
    const told = await learn(personId, date, [['10:30', '10:45']]);
    expect(told).toEqual({ conflicts: [candidate.interviewId], isGone: false, zone: 'Europe/Berlin' });
    expect(await marksOf(candidate)).toMatchObject([{ cause: 'busy_elsewhere', of: personId }]);
    expect((await candidate.view()) as object).toMatchObject({ status: 'scheduled', startsAt: `${date}T10:00:00Z` });
    expect((await happened(candidate)).map(({ what }) => what)).toContain('needAttention');
    await learn(personId, date, []);
    expect(await marksOf(candidate)).toEqual([]);
    await learn(personId, date, [['10:30', '10:45']]);
    await call('reschedule', candidate, { startsAt: `${date}T14:00:00Z`, reason: { code: 'conflict' } });
    expect(await marksOf(candidate)).toEqual([]);
  });

  it('is no conflict where the meeting only touches it, nor where it is of somebody else', async () => {
    const [personId, other] = [await portal.addInterviewer(), await portal.addInterviewer()];
    const [candidate, date] = [await invite(personId), dateIn(8)];
    await candidate.book(`${date}T10:00:00Z`);
    const end = (await rowOf(candidate)).endsAt?.toISOString().slice(11, 16) ?? '';
    expect(
      await learn(personId, date, [
        ['09:00', '10:00'],
        [end, '18:00'],
      ]),
    ).toMatchObject({ conflicts: [] });
    expect(await learn(other, date, [['10:00', '11:00']])).toMatchObject({ conflicts: [] });
    expect(await marksOf(candidate)).toEqual([]);
  });
});

describe('a booking over midnight, of which two reports say a part each,', () => {
  const date = dateIn(10);
  const nextDate = dateIn(11);
  /** All that is known up to the end of the first date, then all from there. */
  async function learnInParts(personId: string, times: readonly (readonly [string, string])[]) {
    const of = { tenantId: portal.tenantId as TenantId, personId: personId as PersonId };
    const look = { ...of, look: ++looks, isConnected: false, seenAt: null, writesTo: null };
    const dayOf = (on: string) => {
      const some = times.filter(([from]) => from.startsWith(on));
      const spans = some.map(([from, to]) => ({ from: Date.parse(from), to: Date.parse(to) }));
      return spans.length > 0 ? [{ date: on, spans }] : [];
    };
    const before = { ...look, from: dateIn(-1), to: nextDate, days: dayOf(date) };
    const after = { ...look, from: nextDate, to: dateIn(40), days: dayOf(nextDate) };
    return [await learnElsewhere(portal.app, before), await learnElsewhere(portal.app, after)];
  }

  it('is marked by what stands over either part, keeps one mark while it does, and loses it afterwards', async () => {
    // In UTC from 22:00 to 06:00.
    const personId = await portal.addInterviewer({ zone: 'Pacific/Noumea', weekly: allWeek('09:00', '17:00') });
    const templateId = await portal.addTemplate([personId], { durationMinutes: 60 });
    const candidate = await portal.invite(templateId);
    await call('bookFor', candidate, { startsAt: `${date}T23:30:00Z` });
    await learnInParts(personId, [[`${nextDate}T00:00Z`, `${nextDate}T00:15Z`]]);
    const [mark] = await marksOf(candidate);
    expect(mark).toMatchObject({ cause: 'busy_elsewhere', of: personId });
    await learnInParts(personId, [[`${nextDate}T00:00Z`, `${nextDate}T00:15Z`]]);
    expect(await marksOf(candidate)).toEqual([mark]);
    await learnInParts(personId, [[`${nextDate}T00:00Z`, `${nextDate}T00:20Z`]]);
    const [changed, ...others] = await marksOf(candidate);
    expect(others).toEqual([]);
    expect(Number(changed?.since)).toBeGreaterThan(Number(mark?.since));
    await learnInParts(personId, [[`${date}T23:40Z`, `${date}T23:50Z`]]);
    expect(await marksOf(candidate)).toMatchObject([{ cause: 'busy_elsewhere', of: personId }]);
    await learnInParts(personId, []);
    expect(await marksOf(candidate)).toEqual([]);
  });
});

describe('HR book over another calendar', () => {
  it('with a reason that is on record; it is no conflict then, and the time is kept again once it is called off', async () => {
    const personId = await portal.addInterviewer();
    const [candidate, date] = [await invite(personId), dateIn(9)];
    await learn(personId, date, [['09:00', '17:00']]);
    const startsAt = `${date}T10:00:00Z`;
    await expect(call('bookFor', candidate, { startsAt })).rejects.toMatchObject({
      refusal: { code: 'slot_taken', overridable: ['busy_elsewhere'] },
    });
    const timeOff = { rules: ['time_off'], reason: { code: 'agreed' } };
    await expect(call('bookFor', candidate, { startsAt, override: timeOff })).rejects.toMatchObject({
      refusal: { code: 'slot_taken' },
    });
    await call('bookFor', candidate, { startsAt, override });
    expect(await rowOf(candidate)).toMatchObject({ people: [personId], overElsewhere: [personId], overTimeOff: [] });
    expect(await learn(personId, date, [['09:00', '17:00']])).toMatchObject({ conflicts: [] });
    expect(await marksOf(candidate)).toEqual([]);
    await call('cancel', candidate, { reason: { code: 'duplicate' } });
    expect(await missingOf(personId)).toBe(0);
  });
});

describe('"why not" says', () => {
  it('that somebody is busy in another calendar, and from when to when', async () => {
    const personId = await portal.addInterviewer();
    const [candidate, date] = [await invite(personId), dateIn(10)];
    await learn(personId, date, [['10:15', '10:45']]);
    const asked = { interviewId: candidate.interviewId, startsAt: `${date}T10:00:00Z` };
    const said = await portal.admin.ask<{ because: object[] }>('interviews.whyNot', asked);
    expect(said.because).toContainEqual(
      expect.objectContaining({
        because: 'busy',
        claim: expect.objectContaining({
          kind: 'elsewhere',
          startsAt: `${date}T10:15:00Z`,
          endsAt: `${date}T10:45:00Z`,
        }),
      }),
    );
  });
});

it('whoever has left has no calendar to be booked in any more, and no booking of theirs waits for one', async () => {
  const personId = (await portal.addInterviewer()) as PersonId;
  const { people } = portal.app.stores;
  const tenantId = portal.tenantId as TenantId;
  await people.setCalendars(tenantId, personId, { hasCalendars: true, writesTo: 'con_1/work', placesDue: false });
  await portal.admin.call('people.deactivate', { personId });
  await learn(personId, dateIn(3), []);
  expect(await people.find(tenantId, personId)).toMatchObject({ hasCalendars: false, writesTo: null });
});

it('in which calendar somebody is booked is what the newest report says, also where an older one comes late', async () => {
  const personId = (await portal.addInterviewer()) as PersonId;
  const { people } = portal.app.stores;
  const tenantId = portal.tenantId as TenantId;
  const report = { tenantId, personId, from: dateIn(0), to: dateIn(1), days: [], isConnected: true, seenAt: null };
  looks += 2;
  await learnElsewhere(portal.app, { ...report, look: looks, writesTo: 'con_1/new' });
  await learnElsewhere(portal.app, { ...report, look: looks - 1, isConnected: false, writesTo: 'con_1/old' });
  expect(await people.find(tenantId, personId)).toMatchObject({ hasCalendars: true, writesTo: 'con_1/new' });
});
