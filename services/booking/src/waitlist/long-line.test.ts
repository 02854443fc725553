import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { newId } from '../runtime/new-id.ts';
import { createOfferRounds } from './offer-rounds.ts';

const monday = Date.parse('2027-02-01T08:00:00Z');
const nine = '2027-02-05T08:00:00Z';

let portal: TestPortal;
beforeAll(async () => {
  // Without the relay: the rounds of these tests are the only ones.
  portal = await startTestPortal({ now: () => monday, roles: 'api' });
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  await portal.collection('bookings').deleteMany({});
  await portal.collection('reservations').deleteMany({});
});

const call = (candidate: CandidateBrowser, name: string, more: Record<string, unknown> = {}) =>
  candidate.browser.call<InterviewView>(`candidate.${name}`, {
    interviewId: candidate.interviewId,
    idempotencyKey: intentKey(),
    ...more,
  });
const cancel = (candidate: CandidateBrowser) => call(candidate, 'cancel', { reason: { code: 'illness' } });
const offerOf = async (candidate: CandidateBrowser) => (await candidate.view()).waitlist?.offer?.startsAt ?? null;

/** Somebody with one free hour on Friday, which is booked, and one who waits for it. */
async function takenHour(kind: (typeof bookingKinds)[number]) {
  const overrides = [{ date: '2027-02-05', ranges: [{ from: '09:00', to: '10:00' }] }];
  const person = await portal.addInterviewer({ weekly: [], overrides });
  const { begin } = await portal.offer(kind, [person], { stepMinutes: 60 });
  const [booked, waiting] = [await begin(), await begin()];
  await booked.book(nine);
  await call(waiting, 'joinWaitlist');
  return { person, booked, waiting };
}

/** So many more who wait for the same, each within windows of their own, and all of them before that one. */
async function crowd({ interviewId }: CandidateBrowser, count: number): Promise<void> {
  const bookings = portal.collection<BookingRow>('bookings');
  const row = await bookings.findOne({ _id: interviewId as never });
  if (!row?.waitlist) throw new Error('nobody waits');
  const { waitlist } = row;
  const rows = Array.from({ length: count }, (_none, n) => {
    const { rootInterviewId: _root, ...copy } = row as BookingRow & { rootInterviewId?: string };
    const windows = [{ from: monday + n, to: Date.parse(nine) + 1 }];
    return {
      ...copy,
      _id: newId('interview'),
      waitlist: { ...waitlist, windows, joinedAt: waitlist.joinedAt - count + n },
    };
  });
  await bookings.insertMany(rows as never);
}

/** Looks as often as it takes until everybody in line has been looked at, and never again without a reason. */
async function lookedAtAll() {
  const rounds = createOfferRounds(portal.app, { sweepEveryMs: Number.POSITIVE_INFINITY });
  const look = async () => {
    await rounds.look();
    await rounds.settled();
  };
  for (let n = 0; n < 8; n += 1) await look();
  return { look, stop: rounds.stop };
}

describe.each(bookingKinds)('a long line for an %s', (kind) => {
  it('is neither read nor questioned when a time becomes free with other people, whom somebody else is waiting for', async () => {
    const [one, other] = [await takenHour(kind), await takenHour(kind)];
    await crowd(other.waiting, 1_000);
    const rounds = await lookedAtAll();

    await cancel(one.booked);
    const seen = await portal.profileOf(rounds.look);
    await rounds.stop();

    expect(await offerOf(one.waiting)).toBe(nine);
    const rowsRead = seen.reduce((sum, { read }) => sum + read, 0);
    expect(rowsRead).toBeGreaterThan(0);
    expect(rowsRead).toBeLessThan(60);
    expect(seen.filter(({ collection }) => collection === 'reservations').length).toBeLessThan(20);
  });

  it('is passed through in turn for what no write of this process tells, and the first in it for that time gets it', async () => {
    const [crowded, other] = [await takenHour(kind), await takenHour(kind)];
    await crowd(crowded.waiting, 250);
    const [process, rival] = [await lookedAtAll(), await lookedAtAll()];
    // As another process frees it.
    const freed = { $set: { active: false } };
    await portal
      .collection('reservations')
      .updateMany({ people: { $in: [crowded.person, other.person] } as never }, freed);
    await portal.collection<BookingRow>('bookings').deleteMany({ status: 'scheduled' });
    const idle = await portal.profileOf(process.look);
    expect(idle.filter(({ collection }) => collection === 'reservations')).toEqual([]);
    await Promise.all([process.stop(), rival.stop()]);

    const anew = [await lookedAtAll(), lookedAtAll()];
    for (const rounds of await Promise.all(anew)) await rounds.stop();

    expect(await offerOf(other.waiting)).toBe(nine);
    const offered = { 'waitlist.offer.startsAt': Date.parse(nine), 'panel.anyOf': crowded.person };
    const served = await portal
      .collection<BookingRow>('bookings')
      .find(offered as never)
      .toArray();
    const line = portal
      .collection<BookingRow>('bookings')
      .find({ waitlist: { $ne: null }, 'panel.anyOf': crowded.person } as never);
    const [first] = await line.sort({ 'waitlist.joinedAt': 1 }).toArray();
    expect(served.map(({ _id }) => _id)).toEqual([first?._id]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});

describe('whoever waits is looked at by the next round, before everybody is anew', () => {
  const hours = [{ date: '2027-02-05', ranges: [{ from: '09:00', to: '10:00' }] }];
  const working = (overrides: typeof hours) => portal.addInterviewer({ weekly: [], overrides });
  const invite = async (people: string[], more: object = {}) =>
    await portal.invite(await portal.addTemplate(people, { stepMinutes: 60, ...more }));

  /** Nobody is offered anything until that has been done. */
  async function isOfferedAfter(candidate: CandidateBrowser, work: () => Promise<unknown>): Promise<void> {
    await call(candidate, 'joinWaitlist');
    const rounds = await lookedAtAll();
    expect(await offerOf(candidate)).toBeNull();
    await work();
    await rounds.look();
    await rounds.stop();
    expect(await offerOf(candidate)).toBe(nine);
  }

  it('when a day off is taken back', async () => {
    const personId = await working(hours);
    const day = { personId, from: '2027-02-05', to: '2027-02-05' };
    const { timeOffId } = await portal.admin.call<{ timeOffId: string }>('availability.addTimeOff', day);
    const candidate = await invite([personId]);
    await isOfferedAfter(candidate, () => portal.admin.call('availability.removeTimeOff', { personId, timeOffId }));
  });

  it('when one of the people gets hours', async () => {
    const personId = await working([]);
    const saved = { personId, zone: 'Europe/Berlin', weekly: [], recurring: [], overrides: hours };
    await isOfferedAfter(await invite([personId]), () => portal.admin.call('availability.save', saved));
  });

  it('when a room that others had has no user any more, and when there are more of it', async () => {
    const made = { name: 'Blue', kind: 'licence', capacity: 1 };
    const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', made);
    const needing = { resources: [{ anyOf: [resourceId], count: 1 }] };
    const inviteWithRoom = async () => await invite([await working(hours)], needing);
    const [booked, second, third] = [await inviteWithRoom(), await inviteWithRoom(), await inviteWithRoom()];
    await booked.book(nine);
    await isOfferedAfter(second, () => cancel(booked));
    const more = { resourceId, name: 'Blue', capacity: 2, active: true };
    await isOfferedAfter(third, () => portal.admin.call('resources.update', more));
  });

  it('when somebody lets go of a time that they only held', async () => {
    const people = [await working(hours)];
    const [holding, waiting] = [await invite(people), await invite(people)];
    await call(holding, 'hold', { startsAt: nine });
    await isOfferedAfter(waiting, async () => {
      await holding.browser.call('candidate.releaseHold', { interviewId: holding.interviewId });
    });
  });
});
