import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults, offerFaults } from '../../test/invariants.ts';
import { panelTools } from '../../test/panel.ts';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';
import { guestIdOf } from '../booking/row/booking-kind.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterEach(async () => {
  vi.restoreAllMocks();
  expect(await exclusionFaults(portal)).toEqual([]);
});
afterAll(async () => await portal.stop());

const { rowOf, happened, toldSince, addPeople, signedInPerson } = panelTools(() => portal);
const { groupOf, session, hold, cancel, cancelGroup, moveGroup } = groupTools(() => portal);
const reason = { code: 'interviewer_unavailable', text: 'The trainer is ill.' };

describe.each(bookingKinds)('calling off a group session of places (%s)', (kind) => {
  it('ends it and the booking of each guest, all told once and why, and frees the time', async () => {
    const [person = ''] = await addPeople(1);
    const { guests, offer, start, session: one } = await session(kind, [person], 3);

    expect(await cancelGroup(one, { reason })).toMatchObject({ status: 'cancelled', version: 2 });

    expect(await toldSince(one, 1)).toEqual([
      `cancelled:candidate:${one.interviewId}`,
      `cancelled:interviewer:${person}`,
    ]);
    for (const guest of guests) {
      const row = await rowOf(guest);
      expect(row).toMatchObject({ status: 'cancelled', scheduleRev: 2, reason: { ...reason, by: 'staff' } });
      expect(await toldSince(guest, 1)).toContain(`cancelled:candidate:${guestIdOf(row)}`);
      expect((await happened(guest)).at(-1)).toMatchObject({ what: 'cancel', actor: { party: 'staff' } });
      expect((await guest.view()).status).toBe('cancelled');
    }
    expect((await happened(one)).map(({ what }) => what)).toEqual(['openGroup', 'cancel']);
    const outbox = await portal.collection<{ interviewId: string }>('outbox').find({}).toArray();
    for (const { interviewId } of [one, ...guests])
      expect(outbox.filter((row) => row.interviewId === interviewId).length).toBeGreaterThan(1);
    const late = await offer.begin();
    expect((await late.slots()).starts).toContain(start);
    await late.book(start);
    expect((await groupOf(late)).group.sessionId).not.toBe(one.interviewId);
  });

  it('has one effect for one key, needs a reason that can be one of all its guests and the version that was seen, and is no matter of a place', async () => {
    const { first, session: one } = await session(kind, await addPeople(1), 2);
    expect(await refusalCodeOf(cancelGroup(one, { reason: undefined }))).toBe('reason_required');
    for (const code of ['candidate_withdrew', 'duplicate']) {
      await expect(cancelGroup(one, { reason: { code } })).rejects.toMatchObject({
        refusal: { code: 'reason_required', codes: ['position_filled', 'interviewer_unavailable', 'other'] },
      });
    }
    expect(await refusalCodeOf(cancelGroup(one, { expectedVersion: 7 }))).toBe('version_conflict');
    expect(await refusalCodeOf(cancelGroup(first))).toBe('status_forbids');
    expect((await rowOf(first)).status).toBe('scheduled');

    const said = { idempotencyKey: intentKey(), expectedVersion: 1 };
    const answers = await Promise.all([1, 2, 3].map(() => cancelGroup(one, said)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await rowOf(first)).scheduleRev).toBe(2);
    expect(await refusalCodeOf(cancelGroup(one, { ...said, reason }))).toBe('idempotency_mismatch');
    expect(await refusalCodeOf(cancelGroup(one))).toBe('status_forbids');
  });
});

describe('calling off a group session', () => {
  const kind = 'interview';

  it('ends the booking of whoever joined after it was asked for, too', async () => {
    const { first, offer, start, session: one } = await session(kind, await addPeople(1), 1);
    const late = await offer.begin();
    const { groups } = portal.app.stores.reservations;
    const { inTurn } = groups;
    vi.spyOn(groups, 'inTurn').mockImplementationOnce(async (place, work) => {
      await late.book(start);
      return await inTurn(place, work);
    });

    await cancelGroup(one);

    for (const each of [one, first, late]) expect((await rowOf(each)).status).toBe('cancelled');
  });

  it('leaves nobody behind who books a place while it is under way: they begin a session of their own', async () => {
    const { first, offer, start, session: one } = await session(kind, await addPeople(1), 1);
    const late = await offer.begin();
    const { groups } = portal.app.stores.reservations;
    const { callOff } = groups;
    vi.spyOn(groups, 'callOff').mockImplementationOnce(async (...called) => {
      // The one who is late waits for their turn in this process, which comes after this.
      void late.book(start);
      const reservations = portal.collection<ReservationRow>('reservations');
      await until('the hold', () => reservations.findOne({ kind: 'hold', active: true }));
      return await callOff(...called);
    });

    await cancelGroup(one);

    await until('the late booking', async () => (await rowOf(late)).status === 'scheduled');
    expect((await rowOf(first)).status).toBe('cancelled');
    expect((await groupOf(late)).group.sessionId).not.toBe(one.interviewId);
  });

  it('changes nothing when it cannot be written, and succeeds when it is repeated', async () => {
    const { guests, session: one } = await session(kind, await addPeople(1), 2);
    const said = { idempotencyKey: intentKey() };
    vi.spyOn(portal.app.stores.outbox, 'append').mockRejectedValueOnce(new Error('the process is gone'));
    await expect(cancelGroup(one, said)).rejects.toThrow();
    for (const each of [one, ...guests]) expect((await rowOf(each)).status).toBe('scheduled');

    await cancelGroup(one, said);
    for (const each of [one, ...guests]) expect((await rowOf(each)).status).toBe('cancelled');
  });

  it('frees the times that its guests were looking at to move to', async () => {
    const [person = ''] = await addPeople(1);
    const { first, starts, session: one } = await session(kind, [person], 2);
    const alone = await (await portal.offer(kind, [person])).begin();
    const other = starts[14] ?? '';
    await hold(first, other);
    expect((await alone.slots()).starts).not.toContain(other);

    await cancelGroup(one);

    expect((await alone.slots()).starts).toContain(other);
    expect((await alone.book(other)).status).toBe('scheduled');
  });

  it('frees the time for others at once, whoever holds a place or was offered one', async () => {
    const [person = ''] = await addPeople(1);
    const { guests, offer, start, session: one } = await session(kind, [person], 3);
    const [waiting, chooser] = [await offer.begin(), await offer.begin()];
    const alone = await (await portal.offer(kind, [person])).begin();
    const { interviewId, browser } = waiting;
    await browser.call('candidate.joinWaitlist', { interviewId, idempotencyKey: intentKey() });
    for (const guest of guests.slice(1)) await cancel(guest);
    await portal.offerRound();
    expect((await waiting.view()).waitlist?.offer?.startsAt).toBe(start);
    await hold(chooser, start);

    await cancelGroup(one);

    const { waitlist } = await waiting.view();
    expect(waitlist).toBeDefined();
    expect(waitlist?.offer).toBeUndefined();
    expect(await offerFaults(portal, Date.now())).toEqual([]);
    expect((await alone.slots()).starts).toContain(start);
    expect((await alone.book(start)).status).toBe('scheduled');
    expect(await refusalCodeOf(chooser.book(start))).toBe('slot_taken');
  });
});

it('is refused, as moving is, once a guest has begun, to interviewers, and to other companies', async () => {
  const { personId, browser } = await signedInPerson();
  const { first, starts, session: one } = await session('interview', [personId], 2);
  const stranger = await portal.newTenant();
  const theirs = await portal.signIn(stranger.email, stranger.password);
  const wish = { interviewId: one.interviewId, reason: { code: 'other' }, idempotencyKey: intentKey() };
  const move = { ...wish, startsAt: starts[14] };
  for (const [who, code] of [[browser, 'forbidden'] as const, [theirs, 'not_found'] as const]) {
    expect(await refusalCodeOf(who.call('interviews.cancelGroup', wish))).toBe(code);
    expect(await refusalCodeOf(who.call('interviews.moveGroup', move))).toBe(code);
  }
  const begin = { interviewId: first.interviewId, reason: { code: 'other' }, idempotencyKey: intentKey() };
  await portal.admin.call('interviews.start', begin);
  expect(await refusalCodeOf(cancelGroup(one))).toBe('status_forbids');
  expect(await refusalCodeOf(moveGroup(one, starts[14] ?? ''))).toBe('status_forbids');
});
