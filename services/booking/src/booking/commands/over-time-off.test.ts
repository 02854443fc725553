import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { PersonId } from '@interlude/shared/ids';
import { claimKeys } from '@interlude/shared/slots/cells';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../../test/invariants.ts';
import { panelTools } from '../../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import type { ReservationRow } from '../../reservations/reservation-row.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

const { booked, happened, peopleOf, rowOf } = panelTools(() => portal);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const override = (...rules: string[]) => ({ rules, reason: { code: 'agreed' } });
const call = (name: string, { interviewId }: CandidateBrowser, more: object) =>
  portal.admin.call(`interviews.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
const invite = async (personId: string) => await portal.invite(await portal.addTemplate([personId]));
const takeOff = async (personId: string, day: string, more = {}) =>
  await portal.admin.call<{ timeOffId: string }>('availability.addTimeOff', { personId, from: day, to: day, ...more });
const daysOff = async (personId: string) =>
  await portal
    .collection<ReservationRow>('reservations')
    .find({ people: personId as PersonId, kind: 'timeoff', active: true })
    .toArray();

/** Cells of the days off that nobody keeps although nothing is booked on them. */
async function missingOf(personId: string): Promise<number> {
  const rows = await daysOff(personId);
  const wanted = rows.flatMap(({ startsAt, endsAt }) => {
    const times = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), beforeMinutes: 0, afterMinutes: 0 };
    return claimKeys({ personId, ...times });
  });
  const kept = new Set(rows.flatMap(({ cells = [] }) => cells));
  return wanted.filter((cell) => !kept.has(cell)).length;
}

/** Somebody who is off on a working day, and two candidates of theirs. */
async function somebodyOff(days = 4) {
  const personId = await portal.addInterviewer();
  const day = inDays(days);
  const { timeOffId } = await takeOff(personId, day);
  const [candidate, other] = [await invite(personId), await invite(personId)];
  return { personId, day, timeOffId, candidate, other, startsAt: `${day}T10:00:00Z` };
}

describe('HR book over time off', () => {
  it('with a reason that is on record, takes out of it what is booked, and leaves them off for everybody else', async () => {
    const { personId, day, candidate, other, startsAt } = await somebodyOff();
    const refused = { refusal: { code: 'slot_taken', overridable: ['time_off'] } };
    await expect(call('bookFor', candidate, { startsAt })).rejects.toMatchObject(refused);
    expect(await missingOf(personId)).toBe(0);
    await call('bookFor', candidate, { startsAt, override: override('time_off') });
    expect(await peopleOf(candidate)).toEqual([personId]);
    expect((await happened(candidate)).find(({ what }) => what === 'book')).toMatchObject({
      detail: { override: 'time_off', overrideReason: 'agreed' },
    });
    expect(await missingOf(personId)).toBeGreaterThan(0);
    expect((await other.slots()).starts.filter((start) => start.startsWith(day))).toEqual([]);
    const later = `${day}T13:00:00Z`;
    await expect(call('bookFor', other, { startsAt: later })).rejects.toMatchObject(refused);
    const over = call('bookFor', other, { startsAt, override: override('time_off') });
    await expect(over).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    await expect(over).rejects.not.toHaveProperty('refusal.overridable');
  });

  it('and the same time off, saved again, neither drops them out nor takes the time back', async () => {
    const { personId, day, timeOffId, candidate, startsAt } = await somebodyOff();
    await call('bookFor', candidate, { startsAt, override: override('time_off') });
    await portal.admin.call('availability.removeTimeOff', { personId, timeOffId });
    await takeOff(personId, day);
    await portal.app.dropOuts.workOff();
    expect(await peopleOf(candidate)).toEqual([personId]);
    expect((await rowOf(candidate)).dropOuts).toEqual([]);
    expect(await portal.collection('reservations').countDocuments({ people: personId, over: { $exists: true } })).toBe(
      0,
    );
    await call('cancel', candidate, { reason: { code: 'duplicate' } });
    expect(await missingOf(personId)).toBe(0);
  });

  it('until it is moved away or called off: then the day is off as a whole again', async () => {
    const { personId, day, candidate, startsAt } = await somebodyOff();
    await call('bookFor', candidate, { startsAt, override: override('time_off') });
    const taken = await missingOf(personId);
    const reason = { code: 'conflict' };
    const near = { startsAt: `${day}T10:30:00Z`, reason };
    await expect(call('reschedule', candidate, near)).rejects.toMatchObject({
      refusal: { code: 'slot_taken', overridable: ['time_off'] },
    });
    await call('reschedule', candidate, { ...near, override: override('time_off') });
    expect(await missingOf(personId)).toBe(taken);
    await call('reschedule', candidate, { startsAt: `${inDays(6)}T10:00:00Z`, reason });
    expect(await missingOf(personId)).toBe(0);
    await takeOff(personId, inDays(6));
    await portal.app.dropOuts.workOff();
    expect((await rowOf(candidate)).dropOuts).toMatchObject([{ personId, because: 'time_off' }]);
  });

  it('never over what somebody has booked or holds, however many want the time at once', async () => {
    const { personId, candidate, other, startsAt } = await somebodyOff();
    const all = await Promise.all([candidate, other, invite(personId), invite(personId)]);
    const tried = await Promise.allSettled(
      all.map((one) => call('bookFor', one, { startsAt, override: override('time_off') })),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tried) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ refusal: { code: 'slot_taken' } });
    }

    const person = await portal.addInterviewer();
    const day = inDays(5);
    const [holder, rival] = [await invite(person), await invite(person)];
    const [start = ''] = (await holder.slots({ from: day })).starts;
    await holder.browser.call('candidate.hold', {
      interviewId: holder.interviewId,
      startsAt: start,
      idempotencyKey: intentKey(),
    });
    await takeOff(person, start.slice(0, 10));
    const wish = { startsAt: start, override: override('time_off') };
    await expect(call('bookFor', rival, wish)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    // What the candidate holds themselves is no conflict.
    await call('bookFor', holder, wish);
    await portal.app.dropOuts.workOff();
    expect(await peopleOf(holder)).toEqual([person]);
    expect((await rowOf(holder)).dropOuts).toEqual([]);
  });

  it('at several times of one day at once, also while the same day is taken off once more', async () => {
    const { personId, day } = await somebodyOff();
    const all = await Promise.all(Array.from({ length: 8 }, () => invite(personId)));
    const times = all.map((_, n) => `${day}T${String(n + 9).padStart(2, '0')}:00:00Z`);
    await Promise.all([
      ...all.map((one, n) => call('bookFor', one, { startsAt: times[n], override: override('time_off') })),
      takeOff(personId, day),
    ]);
    await portal.app.dropOuts.workOff();
    for (const one of all) {
      expect(await peopleOf(one)).toEqual([personId]);
      expect((await rowOf(one)).dropOuts).toEqual([]);
    }
    await Promise.all(all.map((one) => call('cancel', one, { reason: { code: 'duplicate' } })));
    expect(await missingOf(personId)).toBe(0);
  });

  it('and add somebody who is off, whose day is theirs again once they are out', async () => {
    const personId = await portal.addInterviewer();
    const candidate = await booked([{ anyOf: [await portal.addInterviewer()], count: 1 }]);
    const start = (await rowOf(candidate)).startsAt?.toISOString() ?? '';
    await takeOff(personId, start.slice(0, 10));
    const off = { refusal: { code: 'interviewer_time_off' } };
    await expect(call('addInterviewer', candidate, { personId })).rejects.toMatchObject(off);
    await call('addInterviewer', candidate, { personId, override: override('time_off') });
    expect(await missingOf(personId)).toBeGreaterThan(0);
    expect((await rowOf(candidate)).overTimeOff).toEqual([personId]);
    await call('removeInterviewer', candidate, { personId });
    expect(await peopleOf(candidate)).not.toContain(personId);
    expect(await missingOf(personId)).toBe(0);
  });
});

describe('a group session', () => {
  it('is bound by the time off of those who give it, as they come for all of its guests', async () => {
    const [personId, other] = [await portal.addInterviewer(), await portal.addInterviewer()];
    const offer = await portal.offer('interview', [personId], { places: 2 });
    const [guest, late] = [await offer.begin(), await offer.begin()];
    const [day, free] = [inDays(4), inDays(6)];
    await takeOff(personId, day);
    const wish = { startsAt: `${day}T10:00:00Z`, override: override('time_off') };
    const refused = call('bookFor', guest, wish);
    await expect(refused).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    await expect(refused).rejects.not.toHaveProperty('refusal.overridable');

    const startsAt = `${free}T10:00:00Z`;
    await call('bookFor', late, { startsAt });
    const session = await portal
      .collection<ReservationRow>('reservations')
      .findOne({ kind: 'group', active: true, booked: 1 });
    await takeOff(other, free);
    const added = { interviewId: session?.bookingId, personId: other, override: override('time_off') };
    await expect(portal.admin.call('interviews.addInterviewer', added)).rejects.toMatchObject({
      refusal: { code: 'interviewer_time_off' },
    });
  });
});

describe('a refusal tells HR which rules stand in the way', () => {
  it('the fewest of them, and none where a conflict does', async () => {
    const personId = await portal.addInterviewer({ caps: { perDay: 1, perWeek: null } });
    const day = inDays(4);
    const [first, second] = [await invite(personId), await invite(personId)];
    await call('bookFor', first, { startsAt: `${day}T09:00:00Z` });
    const at = (time: string, more = {}) => call('bookFor', second, { startsAt: `${day}T${time}:00Z`, ...more });
    await expect(at('11:00')).rejects.toMatchObject({ refusal: { code: 'slot_taken', overridable: ['cap'] } });
    await takeOff(personId, day);
    const both = { code: 'slot_not_offered', because: 'hours', overridable: ['cap', 'hours', 'time_off'] };
    await expect(at('02:00')).rejects.toMatchObject({ refusal: both });
    await expect(at('09:00')).rejects.not.toHaveProperty('refusal.overridable');
    await at('02:00', { override: override('cap', 'hours', 'time_off') });
  });
});
