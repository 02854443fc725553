import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { openLink } from '@interlude/dev-stack/api-fixtures';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

const minute = 60_000;
let now = Date.parse('2027-05-03T08:00:00Z');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  await portal.startCopy();
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

const { hold } = groupTools(() => portal);

/** A session that somebody only looked at, one who wants a place in it through another process, and one who wants its time. */
async function idleSession() {
  const person = await portal.addInterviewer();
  const group = await portal.offer('interview', [person], { places: 2 });
  const [looker, guest] = [await group.begin(), await group.begin()];
  const elsewhere = await openLink(portal.bases[1] ?? '', await portal.linkOf(guest.interviewId));
  const rival = await (await portal.offer('interview', [person])).begin();
  const start = (await looker.slots()).starts[4] ?? '';
  await hold(looker, start);
  now += 6 * minute;
  const sessions = () =>
    portal
      .collection<ReservationRow>('reservations')
      .find({ kind: 'group', people: { $in: [person as never] } })
      .toArray();
  return { person, guest: elsewhere, rival, start, sessions };
}

it('keeps a session in which a place is held after somebody saw it empty, and before they give it up', async () => {
  const { guest, rival, start } = await idleSession();
  const { groups } = portal.app.stores.reservations;
  const { giveUp } = groups;
  const spy = vi.spyOn(groups, 'giveUp').mockImplementationOnce(async (seen) => {
    await hold(guest, start);
    return await giveUp(seen);
  });

  expect(await refusalCodeOf(rival.book(start))).toBe('slot_taken');
  expect(spy).toHaveBeenCalled();
  expect((await guest.book(start)).status).toBe('scheduled');
});

it('keeps a session in which a place is booked after somebody saw it empty, and before they give it up', async () => {
  const { guest, rival, start, sessions } = await idleSession();
  const { groups } = portal.app.stores.reservations;
  const { giveUp } = groups;
  vi.spyOn(groups, 'giveUp').mockImplementationOnce(async (seen) => {
    await guest.book(start);
    return await giveUp(seen);
  });

  expect(await refusalCodeOf(rival.book(start))).toBe('slot_taken');
  expect(await sessions()).toMatchObject([{ active: true, booked: 1 }]);
});

it('gives up for time off a session that nobody is in, so that the day off has the time itself', async () => {
  const { person, start, sessions } = await idleSession();
  const day = { personId: person, from: start.slice(0, 10), to: start.slice(0, 10) };
  await portal.admin.call('availability.addTimeOff', day);

  const [session] = await sessions();
  expect(session?.active).toBe(false);
  const off = await portal.collection<ReservationRow>('reservations').findOne({ kind: 'timeoff', active: true });
  expect(off?.cells).toEqual(expect.arrayContaining([...(session?.cells ?? [])].filter((cell) => /:\d+$/.test(cell))));
});
