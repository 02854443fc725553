import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey, openLink } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import type { TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';
import { book } from '../booking/commands/book.ts';
import { startBooking } from '../server.ts';

const minute = 60_000;
// How well a process knows the clock of the database, at worst.
const inaccuracyMs = 1_000;

let now = Date.parse('2027-05-03T08:00:00Z');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

async function travelTo(instant: string): Promise<void> {
  now = Date.parse(instant);
  await portal.renewSession();
}

const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

describe.each(bookingKinds)('a hold of an %s', (kind) => {
  it('keeps a start from others, is replaced by the next one, and is free again when it is over', async () => {
    await travelTo('2027-05-03T08:00:00Z');
    const offer = await portal.offer(kind, [await portal.addInterviewer()]);
    const [owner, rival] = [await offer.begin(), await offer.begin()];
    const { starts } = await owner.slots();
    const [start = '', other = ''] = [starts[4], starts[8]];
    const hold = async (startsAt: string) =>
      await owner.browser.call<{ expiresAt: string }>('candidate.hold', {
        interviewId: owner.interviewId,
        startsAt,
        idempotencyKey: intentKey(),
      });

    expect((await hold(start)).expiresAt).toBe(iso(now + 5 * minute));
    expect((await rival.slots()).starts).not.toContain(start);
    expect((await owner.slots()).starts).toContain(start);
    expect(await refusalCodeOf(rival.book(start))).toBe('slot_taken');

    await hold(other);
    expect((await rival.slots()).starts).toContain(start);
    now += 6 * minute;
    expect((await rival.slots()).starts).toContain(other);
    expect((await rival.book(other)).status).toBe('scheduled');
  });

  it('is extended by activity, but for no longer than a quarter of an hour', async () => {
    const offer = await portal.offer(kind, [await portal.addInterviewer()]);
    const owner = await offer.begin();
    const start = (await owner.slots()).starts[20] ?? '';
    const began = now;
    const hold = async () =>
      await owner.browser.call<{ expiresAt: string }>('candidate.hold', {
        interviewId: owner.interviewId,
        startsAt: start,
        idempotencyKey: intentKey(),
      });
    await hold();
    for (const minutes of [4, 8, 12]) {
      now = began + minutes * minute;
      expect((await hold()).expiresAt).toBe(iso(Math.min(now + 5 * minute, began + 15 * minute)));
    }
  });

  it('that a booking made for itself ends within half a minute when the process dies before it commits', async () => {
    await travelTo('2027-05-09T08:00:00Z');
    const offer = await portal.offer(kind, [await portal.addInterviewer()]);
    const [owner, rival] = [await offer.begin(), await offer.begin()];
    const start = (await owner.slots()).starts[4] ?? '';
    const row = await portal.app.stores.bookings.find(portal.tenantId as TenantId, owner.interviewId);
    if (row === null) throw new Error('no booking');
    const context = { tenantId: row.tenantId, interviewId: row._id, now, requestId: 'dies' };
    const actor = { party: 'candidate', id: null } as const;
    const booking = book({ startsAt: Date.parse(start), zone: 'Europe/Lisbon' });
    await booking.decide(portal.app.stores, row, { ...context, actor });

    expect(await refusalCodeOf(rival.book(start))).toBe('slot_taken');
    now += 31_000;
    expect(await rival.book(start)).toMatchObject({ status: 'scheduled', startsAt: start });
  });

  it('is not kept for longer by changing to and fro, nor by leaving and coming back', async () => {
    await travelTo('2027-05-10T08:00:00Z');
    const offer = await portal.offer(kind, [await portal.addInterviewer()]);
    const [owner, rival] = [await offer.begin(), await offer.begin()];
    const { starts } = await owner.slots();
    const [one = '', other = ''] = [starts[20], starts[30]];
    const began = now;
    const { interviewId, browser } = owner;
    const hold = async (startsAt: string) =>
      await browser.call<{ expiresAt: string }>('candidate.hold', {
        interviewId,
        startsAt,
        idempotencyKey: intentKey(),
      });

    await hold(one);
    for (const minutes of [4, 8, 12]) {
      now = began + minutes * minute;
      await hold(other);
      await browser.call('candidate.releaseHold', { interviewId });
      expect((await hold(one)).expiresAt).toBe(iso(Math.min(now + 5 * minute, began + 15 * minute)));
    }
    now = began + 16 * minute;
    await hold(other);
    expect((await hold(one)).expiresAt).toBe(iso(began + 15 * minute));
    // The other is not held any more either, and both are free to whoever books first.
    expect((await rival.slots()).starts).toEqual(expect.arrayContaining([one, other]));
    now = began + 61 * minute;
    expect((await hold(one)).expiresAt).toBe(iso(now + 5 * minute));
    now = began + 66 * minute;
    expect((await rival.book(one)).status).toBe('scheduled');
  });

  it('that is over does not stop its owner: booking claims the start again', async () => {
    await travelTo('2027-05-17T08:00:00Z');
    const offer = await portal.offer(kind, [await portal.addInterviewer()]);
    const owner = await offer.begin();
    const start = (await owner.slots()).starts[20] ?? '';
    const input = { interviewId: owner.interviewId, startsAt: start, idempotencyKey: intentKey() };
    await owner.browser.call('candidate.hold', input);
    now += 20 * minute;

    expect((await owner.book(start)).status).toBe('scheduled');
  });

  it('of a start weeks away is given up when its owner books another one without holding it', async () => {
    await travelTo('2027-05-24T08:00:00Z');
    const offer = await portal.offer(kind, [await portal.addInterviewer()]);
    const [owner, rival] = [await offer.begin(), await offer.begin()];
    const near = (await owner.slots()).starts[4] ?? '';
    const far = (await owner.slots({ days: 40 })).starts.at(-1) ?? '';
    await owner.browser.call('candidate.hold', {
      interviewId: owner.interviewId,
      startsAt: far,
      idempotencyKey: intentKey(),
    });
    expect(await refusalCodeOf(rival.book(far))).toBe('slot_taken');

    expect(await owner.book(near)).toMatchObject({ status: 'scheduled', startsAt: near });
    expect(await rival.book(far)).toMatchObject({ status: 'scheduled', startsAt: far });
  });
});

// Against the clock of MongoDB, which a run at another hour cannot move.
describe.skipIf(inject('shiftMs') !== 0)('two processes whose clocks are twenty minutes apart', () => {
  it('take over no hold that lives and every hold that is over', async () => {
    const [behind, ahead] = [-10 * minute, 10 * minute].map((skew) => ({ systemNow: () => Date.now() + skew }));
    const slow = await startTestPortal(behind);
    const fast = await startBooking(slow.config, ahead);
    const bases = [slow.base, `http://127.0.0.1:${fast.port}`];
    const tryOn = async ([mine = '', theirs = '']: string[]) => {
      const templateId = await slow.addTemplate([await slow.addInterviewer()]);
      const policy = { holdFor: 'PT6S', minimumNotice: 'PT0S' };
      const holder = await openLink(mine, (await slow.invite(templateId, policy)).link);
      const rival = await openLink(theirs, (await slow.invite(templateId)).link);
      const start = (await holder.slots()).starts[10] ?? '';
      const { interviewId, browser } = holder;
      const input = { interviewId, startsAt: start, idempotencyKey: intentKey() };
      const askedAt = Date.now();
      const { expiresAt } = await browser.call<{ expiresAt: string }>('candidate.hold', input);

      // Told in the time of the database, whatever the process believes.
      expect(Date.parse(expiresAt)).toBeGreaterThanOrEqual(askedAt + 6_000 - inaccuracyMs);
      expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 6_000 + inaccuracyMs);
      expect((await rival.slots()).starts).not.toContain(start);
      expect(await refusalCodeOf(rival.book(start))).toBe('slot_taken');
      const patience = { everyMs: 100, deadlineMs: 60_000 };
      const taken = await until('the hold is over', async () => await rival.book(start), patience);
      expect(taken.startsAt).toBe(start);
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt) - inaccuracyMs);
      expect(await refusalCodeOf(holder.book(start))).toBe('slot_taken');
    };
    await Promise.all([tryOn(bases), tryOn(bases.toReversed())]);
    expect(await exclusionFaults(slow)).toEqual([]);
    await fast.stop();
    await slow.stop();
  });
});
