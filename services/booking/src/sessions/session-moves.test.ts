import { CallRefused, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import type { BookingId } from '@interlude/shared/ids';
import type { SlotsView } from '@interlude/shared/schemas/views';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults, offerFaults } from '../../test/invariants.ts';
import { panelTools } from '../../test/panel.ts';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';
import { guestIdOf } from '../booking/row/booking-kind.ts';
import { messageFor } from '../obligations/message-for.ts';
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

const { rowOf, happened, toldSince, addPeople } = panelTools(() => portal);
const { groupOf, session, hold, cancel, moveGroup } = groupTools(() => portal);
const startsFor = async ({ interviewId }: { interviewId: string }) =>
  (await portal.admin.ask<SlotsView>('interviews.slots', { interviewId, zone: 'UTC', days: 14 })).starts;

describe.each(bookingKinds)('moving a group session of places (%s)', (kind) => {
  it('takes everybody in it along, each told once, with the same people and a new calendar entry', async () => {
    const pool = await addPeople(2);
    const { guests, first, offer, start, starts, session: one } = await session(kind, pool, 3);
    const people = (await rowOf(one)).people;
    const later = starts[14] ?? '';

    const moved = await moveGroup(one, later, { reason: { code: 'conflict' }, expectedVersion: 1 });

    expect(moved).toMatchObject({ status: 'rescheduled', version: 2, startsAt: new Date(later).toISOString() });
    for (const each of [one, ...guests]) {
      const row = await rowOf(each);
      const unused = each === one ? {} : { rescheduleUsed: 0 };
      expect(row).toMatchObject({ status: 'rescheduled', people, scheduleRev: 2, ...unused });
      expect(row.startsAt?.toISOString()).toBe(new Date(later).toISOString());
      expect(row.formerStartsAt?.toISOString()).toBe(new Date(start).toISOString());
      expect((await happened(each)).at(-1)).toMatchObject({ what: 'reschedule', detail: { reason: 'conflict' } });
    }
    expect(await toldSince(one, 1)).toContain(`rescheduled:interviewer:${people[0]}`);
    const row = await rowOf(first);
    const key = `rescheduled@2:candidate:${guestIdOf(row)}`;
    const said = await messageFor(portal.app, { tenantId: row.tenantId, interviewId: row._id, key });
    expect(said).toMatchObject({ message: { kind: 'rescheduled', invite: { sequence: 2, method: 'REQUEST' } } });
    expect((await rowOf(one)).promised?.map(({ personId }) => personId)).toEqual(people);
    expect((await first.view()).startsAt).toBe(later);
    expect((await groupOf(first)).group).toMatchObject({ sessionId: one.interviewId });
    const late = await offer.begin();
    expect((await late.slots()).starts).toContain(start);
    expect((await late.slots()).starts).toContain(later);
  });
});

describe('moving a group session', () => {
  const kind = 'interview';

  it('may overlap its former time, and goes to exactly the starts that HR are shown', async () => {
    const person = await portal.addInterviewer();
    const { starts, session: one } = await session(kind, [person], 1, { durationMinutes: 60, places: 2 });
    const other = await (await portal.offer(kind, [person])).begin();
    await other.book(starts[20] ?? '');

    const shown = await startsFor(one);

    // Whatever is not refused fails where it would be written.
    const failing = vi.spyOn(portal.app.stores, 'inTransaction').mockRejectedValue(new Error('not now'));
    const wanted = starts.slice(4, 22);
    const judged: string[] = [];
    for (const at of wanted) {
      const outcome = await moveGroup(one, at).catch((error: unknown) => error);
      if (outcome instanceof CallRefused && outcome.refusal === null) judged.push(at);
    }
    failing.mockRestore();
    expect(judged).toEqual(wanted.filter((at) => shown.includes(at)));
    expect(shown).not.toContain(starts[6]);
    expect(shown).not.toContain(starts[20]);
    expect((await moveGroup(one, starts[7] ?? '')).status).toBe('rescheduled');
    expect((await moveGroup(one, starts[6] ?? '')).status).toBe('rescheduled');
  });

  it('gets others of the pinned panel where those who give it are not free', async () => {
    const pool = await addPeople(2);
    const { guests, starts, session: one } = await session(kind, pool, 2);
    const [given = ''] = (await rowOf(one)).people;
    const other = pool.find((id) => id !== given) ?? '';
    const busy = await (await portal.offer(kind, [given])).begin();
    const later = starts[16] ?? '';
    await busy.book(later);

    await moveGroup(one, later);

    for (const each of [one, ...guests]) expect((await rowOf(each)).people).toEqual([other]);
    const told = await toldSince(one, 1);
    expect(told).toContain(`scheduled:interviewer:${other}`);
    expect(told).toContain(`cancelled:interviewer:${given}`);
    expect((await rowOf(one)).promised?.map(({ personId }) => personId)).toEqual([other]);
  });

  it('is refused a time that is taken, with others near it, and has one effect for one key', async () => {
    const [person = ''] = await addPeople(1);
    const { first, starts, session: one } = await session(kind, [person], 2);
    const rival = await (await portal.offer(kind, [person])).begin();
    const [taken = '', later = ''] = [starts[12], starts[18]];
    await rival.book(taken);
    await expect(moveGroup(one, taken)).rejects.toMatchObject({
      refusal: { code: 'slot_taken', alternatives: expect.arrayContaining([expect.any(String)]) },
    });
    expect(await refusalCodeOf(moveGroup(one, later, { reason: undefined }))).toBe('reason_required');
    expect(await refusalCodeOf(moveGroup(one, later, { expectedVersion: 7 }))).toBe('version_conflict');
    expect(await refusalCodeOf(moveGroup(first, later))).toBe('status_forbids');
    expect(await refusalCodeOf(moveGroup(one, starts[6] ?? ''))).toBe('slot_not_offered');

    const said = { idempotencyKey: intentKey(), expectedVersion: 1 };
    const answers = await Promise.all([1, 2, 3].map(() => moveGroup(one, later, said)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await rowOf(first)).scheduleRev).toBe(2);
    expect(await refusalCodeOf(first.reschedule(later, { expectedVersion: 2 }))).toBe('version_conflict');
  });

  it('gives back places that are only held or on offer, whose holders chose the former time', async () => {
    const { guests, offer, start, starts, session: one } = await session(kind, await addPeople(1), 2, { places: 2 });
    const [waiting, chooser] = [await offer.begin(), await offer.begin()];
    const { interviewId, browser } = waiting;
    await browser.call('candidate.joinWaitlist', { interviewId, idempotencyKey: intentKey() });
    await cancel(guests[0] ?? chooser);
    await portal.offerRound();
    expect((await waiting.view()).waitlist?.offer?.startsAt).toBe(start);
    const small = await session(kind, await addPeople(1), 1);
    const undecided = await small.offer.begin();
    await hold(undecided, small.start);

    await moveGroup(one, starts[18] ?? '');
    await moveGroup(small.session, small.starts[18] ?? '');

    expect(await offerFaults(portal, Date.now())).toEqual([]);
    const { waitlist } = await waiting.view();
    expect(waitlist).toBeDefined();
    expect(waitlist?.offer).toBeUndefined();
    // The former time is free again for anybody, those who chose it among them: in a session of its own.
    expect((await waiting.book(start)).startsAt).toBe(start);
    expect((await undecided.book(small.start)).startsAt).toBe(small.start);
    expect((await groupOf(undecided)).group.sessionId).not.toBe(small.session.interviewId);
  });

  it('offers the former time first to whom it was taken back from, when there is room for one who waits', async () => {
    const { guests, offer, start, starts, session: one } = await session(kind, await addPeople(1), 2, { places: 2 });
    const [first, second, rival] = [await offer.begin(), await offer.begin(), await offer.begin()];
    for (const { interviewId, browser } of [first, second])
      await browser.call('candidate.joinWaitlist', { interviewId, idempotencyKey: intentKey() });
    const offered = async () =>
      await Promise.all([first, second].map(async (each) => (await each.view()).waitlist?.offer?.startsAt));
    await cancel(guests[0] ?? first);
    await portal.offerRound();
    expect(await offered()).toEqual([start, undefined]);

    await moveGroup(one, starts[18] ?? '');
    await rival.book(start);
    await portal.offerRound();

    expect(await offered()).toEqual([start, undefined]);
    expect((await happened(first)).map(({ what }) => what)).toContain('withdrawOffer');
  });

  it.each(['joined', 'left'])('counts on whoever %s after it was asked for', async (what) => {
    const { guests, offer, start, starts, session: one } = await session(kind, await addPeople(1), 2);
    const late = await offer.begin();
    const { groups } = portal.app.stores.reservations;
    const { inTurn } = groups;
    vi.spyOn(groups, 'inTurn').mockImplementationOnce(async (place, work) => {
      await (what === 'joined' ? late.book(start) : cancel(guests[1] ?? late));
      return await inTurn(place, work);
    });

    await moveGroup(one, starts[14] ?? '');

    const [first, second, third] = await Promise.all([...guests, late].map((guest) => guest.view()));
    expect(first?.startsAt).toBe(starts[14]);
    if (what === 'joined') expect(third?.startsAt).toBe(starts[14]);
    else expect([second?.status, (await rowOf(guests[1] ?? late)).scheduleRev]).toEqual(['cancelled', 2]);
  });

  it.each(['booked', 'held'])('takes nobody along whose place was %s just after it had moved', async (what) => {
    const { first, offer, start, starts, session: one } = await session(kind, await addPeople(1), 1);
    const late = await offer.begin();
    const { groups } = portal.app.stores.reservations;
    const { listPlaces } = groups;
    vi.spyOn(groups, 'listPlaces').mockImplementationOnce(async (...place) => {
      await moveGroup(one, starts[18] ?? '');
      return await listPlaces(...place);
    });

    if (what === 'held') await hold(late, start);
    expect((await late.book(start)).startsAt).toBe(start);
    expect((await first.view()).startsAt).toBe(starts[18]);
    expect((await groupOf(late)).group.sessionId).not.toBe(one.interviewId);
  });
});

it('takes its room along where that is free, else another, for the session and everybody in it', async () => {
  const room = async (name: string) =>
    (await portal.admin.call<{ resourceId: string }>('resources.create', { name, kind: 'room', capacity: 1 }))
      .resourceId;
  const rooms = [await room('Blue'), await room('Green')];
  const resources = [{ anyOf: rooms, count: 1 }];
  const { guests, starts, session: one } = await session('interview', await addPeople(1), 2, { resources });
  const roomOf = async (each: { interviewId: string }) =>
    (await rowOf(each as never)).resourceSeats?.map(({ id }) => id);
  const [given = ''] = (await roomOf(one)) ?? [];
  await moveGroup(one, starts[14] ?? '');
  expect(await roomOf(one)).toEqual([given]);
  const other = await portal.offer('interview', await addPeople(1), { resources: [{ anyOf: [given], count: 1 }] });
  await (await other.begin()).book(starts[20] ?? '');

  await moveGroup(one, starts[20] ?? '');

  for (const each of [one, ...guests]) expect(await roomOf(each)).toEqual(rooms.filter((id) => id !== given));
});

it('has a time at which a session of others was only looked at, once nobody holds a place in it', async () => {
  const [person = ''] = await addPeople(1);
  const { starts, session: one } = await session('interview', [person], 2);
  const looker = await (await portal.offer('interview', [person], { places: 2 })).begin();
  await hold(looker, starts[18] ?? '');
  expect(await refusalCodeOf(moveGroup(one, starts[18] ?? ''))).toBe('slot_taken');
  const holds = portal.collection<ReservationRow>('reservations');
  const { matchedCount } = await holds.updateOne(
    { kind: 'hold', active: true, bookingId: looker.interviewId as BookingId },
    { $set: { expiresAt: new Date(Date.now() - 1000) } },
  );

  expect(matchedCount).toBe(1);
  expect((await moveGroup(one, starts[18] ?? '')).status).toBe('rescheduled');
});
