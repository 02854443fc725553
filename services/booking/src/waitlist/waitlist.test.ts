import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { BookingKind } from '@interlude/shared/booking/booking-kinds';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { createActivities } from '../temporal/activities.ts';
import { waitlist } from './waitlist-commands.ts';

const minute = 60_000;
const hour = 60 * minute;

let portal: TestPortal;
let now = 0;
const monday = Date.parse('2027-02-01T08:00:00Z');
const nine = '2027-02-05T08:00:00Z';
const ten = '2027-02-05T09:00:00Z';

beforeAll(async () => {
  now = monday;
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());
beforeEach(() => {
  now = monday;
});

/** One Friday morning with room for two bookings of a kind, both taken. */
async function fullMorning(kind: BookingKind) {
  const overrides = [{ date: '2027-02-05', ranges: [{ from: '09:00', to: '11:00' }] }];
  const person = await portal.addInterviewer({ weekly: [], overrides });
  const { begin: invite } = await portal.offer(kind, [person], { stepMinutes: 60 });
  const [first, second] = [await invite(), await invite()];
  await first.book(nine);
  await second.book(ten);
  return { person, invite, first, second };
}

const call = (candidate: CandidateBrowser, name: string, more: Record<string, unknown> = {}) =>
  candidate.browser.call<InterviewView>(`candidate.${name}`, {
    interviewId: candidate.interviewId,
    idempotencyKey: intentKey(),
    ...more,
  });
const join = (candidate: CandidateBrowser, windows?: { from: string; to: string }[]) =>
  call(candidate, 'joinWaitlist', windows ? { windows } : {});
const cancel = (candidate: CandidateBrowser) => call(candidate, 'cancel', { reason: { code: 'illness' } });
const round = () => portal.offerRound();
const offerOf = async (candidate: CandidateBrowser) => (await candidate.view()).waitlist?.offer ?? null;

const activities = () => createActivities(portal.app, () => now);
const refOf = ({ interviewId }: CandidateBrowser) => ({ tenantId: portal.tenantId, interviewId });

/** What is planned for an interview, as its workflow reads it. */
const planOf = async (candidate: CandidateBrowser) => await activities().planInterview(refOf(candidate));

/** Does what the workflow does when the time of an offer is over. */
async function offerEnds(candidate: CandidateBrowser): Promise<boolean> {
  const { items, version } = await planOf(candidate);
  const item = items.find((one) => one.does === 'transition' && one.command === 'lapseOffer');
  if (item?.does !== 'transition') throw new Error('no timer for an offer');
  now = Math.max(now, item.at);
  const { applied } = await activities().applyDue({ ...refOf(candidate), item, expectedVersion: version });
  return applied;
}

const mailsOf = async (candidate: CandidateBrowser, kind: string) =>
  (await planOf(candidate)).items.filter((item) => item.does === 'notify' && item.kind === kind);

async function line(invite: () => Promise<CandidateBrowser>, count: number): Promise<CandidateBrowser[]> {
  const waiting: CandidateBrowser[] = [];
  for (let n = 0; n < count; n++) {
    const one = await invite();
    now += minute;
    await join(one);
    waiting.push(one);
  }
  return waiting;
}

describe.each(bookingKinds)('a time for an %s that becomes free', (kind) => {
  it('is offered to one at a time in the order of joining, then to the next, then open to all', async () => {
    const { invite, first } = await fullMorning(kind);
    const [ada, ben, cem] = await line(invite, 3);
    const stranger = await invite();
    if (!ada || !ben || !cem) throw new Error('nobody waits');
    await round();
    expect(await offerOf(ada)).toBeNull();

    await cancel(first);
    await round();
    await round();
    expect(await offerOf(ada)).toMatchObject({ startsAt: nine });
    expect(Date.parse((await offerOf(ada))?.expiresAt ?? '')).toBe(now + 2 * hour);
    expect([await offerOf(ben), await offerOf(cem)]).toEqual([null, null]);
    expect(await mailsOf(ada, 'offer')).toHaveLength(1);

    expect(await offerEnds(ada)).toBe(true);
    await round();
    expect([await offerOf(ada), (await offerOf(ben))?.startsAt, await offerOf(cem)]).toEqual([null, nine, null]);
    expect(await mailsOf(ada, 'offer_open')).toHaveLength(0);

    await call(ben, 'passOffer', { startsAt: nine });
    await round();
    expect((await offerOf(cem))?.startsAt).toBe(nine);

    expect(await offerEnds(cem)).toBe(true);
    await round();
    await round();
    // Who said no to it is not asked again; the others are told once.
    const told = await Promise.all([ada, ben, cem].map((one) => mailsOf(one, 'offer_open')));
    expect(told.map((mails) => mails.length)).toEqual([1, 0, 1]);
    expect((await stranger.slots()).starts).toEqual([nine]);
    await ada.book(nine);
    expect((await ada.view()).waitlist).toBeUndefined();
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('is offered although somebody before in line cannot be judged at all', async () => {
    const { invite, first } = await fullMorning(kind);
    const [broken, ada] = await line(invite, 2);
    if (!broken || !ada) throw new Error('nobody waits');
    // A notice that reaches beyond every zone table, as a policy from elsewhere might have it.
    const endless = { $set: { 'policy.minimumNotice': 'P9000D' } };
    await portal.collection<BookingRow>('bookings').updateOne({ _id: broken.interviewId as never }, endless);
    await cancel(first);
    await round();
    expect((await offerOf(ada))?.startsAt).toBe(nine);
  });

  it('costs one look for all who wait for the same people', async () => {
    const { invite } = await fullMorning(kind);
    const looks = async () => (await portal.queriesOf(round)).filter((name) => name === 'reservations').length;
    await line(invite, 1);
    await round();
    const forOne = await looks();
    expect(forOne).toBeGreaterThan(0);
    await line(invite, 4);
    await round();
    expect(await looks()).toBe(forOne);
  });

  it('cannot be seen, held or booked by others while it is on offer', async () => {
    const { invite, first } = await fullMorning(kind);
    const [ada, ben] = await line(invite, 2);
    const stranger = await invite();
    await cancel(first);
    await round();

    expect((await stranger.slots()).starts).toEqual([]);
    expect(await refusalCodeOf(stranger.book(nine))).toBe('slot_taken');
    expect(await refusalCodeOf(call(stranger, 'hold', { startsAt: nine }))).toBe('slot_taken');
    if (!ada || !ben) throw new Error('nobody waits');
    expect(await refusalCodeOf(ben.book(nine))).toBe('slot_taken');
    expect((await ada.book(nine)).status).toBe('scheduled');
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('is offered only within the windows of who waits, and not when it was free on joining already', async () => {
    const { invite, first, second } = await fullMorning(kind);
    await cancel(second);
    const [any, late] = [await invite(), await invite()];
    await join(any);
    await join(late, [{ from: '2027-02-05T08:30:00Z', to: '2027-02-05T12:00:00Z' }]);
    await round();
    expect([await offerOf(any), await offerOf(late)]).toEqual([null, null]);

    await cancel(first);
    await round();
    expect([(await offerOf(any))?.startsAt, await offerOf(late)]).toEqual([nine, null]);
  });

  it('is offered for no longer than the notice before it allows, and not for a few minutes', async () => {
    const { invite, first, second } = await fullMorning(kind);
    const [ada] = await line(invite, 1);
    if (!ada) throw new Error('nobody waits');
    now = Date.parse(nine) - 5 * minute;
    await portal.renewSession();
    await cancel(first);
    await round();
    expect(await offerOf(ada)).toBeNull();

    await cancel(second);
    await round();
    expect(await offerOf(ada)).toEqual({ startsAt: ten, expiresAt: ten });
  });
});

describe.each(bookingKinds)('an offer of an %s', (kind) => {
  it('ends in the transaction of whatever ends the waiting, and the next in line gets the time', async () => {
    const { invite, first } = await fullMorning(kind);
    const [ada, ben, cem] = await line(invite, 3);
    if (!ada || !ben || !cem) throw new Error('nobody waits');
    await cancel(first);
    await round();
    await call(ada, 'leaveWaitlist');
    expect((await ada.view()).waitlist).toBeUndefined();
    await round();
    expect((await offerOf(ben))?.startsAt).toBe(nine);

    await portal.admin.call('interviews.cancel', { interviewId: ben.interviewId, reason: { code: 'other' } });
    await round();
    expect((await offerOf(cem))?.startsAt).toBe(nine);
    expect((await planOf(ben)).items.filter(({ key }) => key.startsWith('offerEnds'))).toEqual([]);
  });

  it('is given back when its candidate books another time, and so is the hold on one when the offer is booked', async () => {
    const { invite, first, second } = await fullMorning(kind);
    const [ada, ben] = await line(invite, 2);
    if (!ada || !ben) throw new Error('nobody waits');
    await cancel(first);
    await round();
    await cancel(second);
    expect((await ada.slots()).starts).toEqual([ten]);
    await call(ada, 'hold', { startsAt: ten });
    await ada.book(ten);
    await round();
    expect((await offerOf(ben))?.startsAt).toBe(nine);

    const other = await fullMorning(kind);
    const [dan] = await line(other.invite, 1);
    if (!dan) throw new Error('nobody waits');
    await cancel(other.first);
    await round();
    await cancel(other.second);
    await call(dan, 'hold', { startsAt: ten });
    await dan.book(nine);
    expect((await (await other.invite()).slots()).starts).toEqual([ten]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('is made once by any number of processes that look at the same moment', async () => {
    const { invite, first, second, person } = await fullMorning(kind);
    const waiting = await line(invite, 4);
    await Promise.all([cancel(first), cancel(second)]);

    await Promise.all(Array.from({ length: 4 }, round));
    await round();

    const offers = await Promise.all(waiting.map(async (one) => (await offerOf(one))?.startsAt ?? null));
    expect(offers.filter((at) => at !== null).sort()).toEqual([nine, ten]);
    const holds = await portal
      .collection<ReservationRow>('reservations')
      .find({ kind: 'hold', active: true })
      .toArray();
    expect(holds.filter(({ people }) => people.some((id) => id === person))).toHaveLength(2);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('claimed by a process that died before committing costs half a minute and is then made again', async () => {
    const { invite, first } = await fullMorning(kind);
    const [ada] = await line(invite, 1);
    const { bookings } = portal.app.stores;
    const tenantId = ada ? await bookings.findTenantOf(ada.interviewId) : null;
    const row = ada && tenantId ? await bookings.find(tenantId, ada.interviewId) : null;
    if (!ada || !row) throw new Error('nobody waits');
    await cancel(first);
    const context = { tenantId: row.tenantId, interviewId: row._id, now, requestId: 'dies' };
    const actor = { party: 'timer', id: null } as const;
    const offer = waitlist({ to: 'offer', startsAt: Date.parse(nine) });
    await offer.decide(portal.app.stores, row, { ...context, actor });

    await round();
    expect(await offerOf(ada)).toBeNull();
    now += 31_000;
    await round();
    expect((await offerOf(ada))?.startsAt).toBe(nine);
  });

  it('lapses only when it is still the offer the timer was set for', async () => {
    const { invite, first } = await fullMorning(kind);
    const [ada] = await line(invite, 1);
    if (!ada) throw new Error('nobody waits');
    await cancel(first);
    await round();
    const { items, version } = await planOf(ada);
    const item = items.find(({ key }) => key.startsWith('offerEnds'));
    if (item?.does !== 'transition') throw new Error('no timer');
    await ada.book(nine);

    const { applied, plan } = await activities().applyDue({ ...refOf(ada), item, expectedVersion: version });

    expect([applied, plan.status]).toEqual([false, 'scheduled']);
  });
});

describe.each(bookingKinds)('waiting for an %s', (kind) => {
  it('keeps the place in line when the windows change, and is answered alike when asked twice', async () => {
    const { invite } = await fullMorning(kind);
    const ada = await invite();
    const key = intentKey();
    const first = await call(ada, 'joinWaitlist', { idempotencyKey: key });
    now += hour;
    expect(await call(ada, 'joinWaitlist', { idempotencyKey: key })).toMatchObject({ waitlist: first.waitlist });
    const changed = await join(ada, [{ from: nine, to: ten }]);
    expect(changed.waitlist).toEqual({ joinedAt: first.waitlist?.joinedAt, windows: [{ from: nine, to: ten }] });
    expect(changed.version).toBe(first.version);
  });

  it('is refused where no time is to be booked, and an offer that is over cannot be passed on', async () => {
    const { invite, first } = await fullMorning(kind);
    expect(await refusalCodeOf(join(first))).toBe('status_forbids');
    expect(await refusalCodeOf(call(await invite(), 'passOffer', { startsAt: nine }))).toBe('hold_expired');
    expect(await refusalCodeOf(join(await invite(), [{ from: ten, to: nine }]))).toBe('invalid_input');
  });

  it('is seen by HR with the offer, its timer and what happened', async () => {
    const { invite, first } = await fullMorning(kind);
    const [ada] = await line(invite, 1);
    if (!ada) throw new Error('nobody waits');
    await cancel(first);
    await round();
    const { interviewId } = ada;
    const detail = await portal.admin.ask<{ waitlist: unknown }>('interviews.get', { interviewId });
    expect(detail.waitlist).toMatchObject({ offer: { startsAt: nine } });
    const { events } = await portal.admin.ask<{ events: { what: string; when: string }[] }>('interviews.timeline', {
      interviewId,
    });
    const seen = events.map(({ what, when }) => `${when} ${what}`);
    expect(seen).toEqual(expect.arrayContaining(['past joinWaitlist', 'past offer', 'future lapseOffer']));
  });
});
