import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { sizeOf } from '@interlude/dev-stack/test-extent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectListedIsBookable, startPortalAt } from '../../test/listed-and-bookable.ts';
import { bookingKinds, type TestPortal } from '../../test/portal.ts';

const minute = 60_000;
const hour = 60 * minute;

let timed: Awaited<ReturnType<typeof startPortalAt>>;
let portal: TestPortal;
beforeAll(async () => {
  timed = await startPortalAt('2027-03-22T08:00:00Z');
  portal = timed.portal;
});
afterAll(async () => await portal.stop());

const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

describe('listed and bookable', () => {
  it('are the same starts, over zones, nights of changing clocks, buffers, caps, settings, panels, rules, rooms and places', async ({
    signal,
  }) => {
    await expectListedIsBookable(timed, signal, { numRuns: sizeOf({ sample: 2, whole: 5 }), seed: 20_270_327 });
  });

  it.each(bookingKinds)('let the owner of a booking move it by fifteen minutes over itself (%s)', async (kind) => {
    await timed.travelTo('2027-05-03T08:00:00Z');
    const offer = await portal.offer(kind, [await portal.addInterviewer()], { stepMinutes: 15 });
    const candidate = await offer.begin();
    const start = (await candidate.slots()).starts[8] ?? '';
    await candidate.book(start);
    const later = iso(Date.parse(start) + 15 * minute);

    const { starts } = await candidate.slots();
    expect(starts).toContain(later);
    expect(starts).not.toContain(start);
    expect(await candidate.reschedule(later)).toMatchObject({ startsAt: later, status: 'rescheduled' });
    expect(await refusalCodeOf(candidate.reschedule(later))).toBe('slot_not_offered');
  });

  it.each(bookingKinds)('free the person at once when an %s is moved or cancelled', async (kind) => {
    const offer = await portal.offer(kind, [await portal.addInterviewer()]);
    const [first, second] = [await offer.begin(), await offer.begin()];
    const { starts } = await first.slots();
    const [early = '', late = ''] = [starts[4], starts[10]];
    await first.book(early);
    await first.reschedule(late);

    expect((await second.book(early)).status).toBe('scheduled');
  });

  it.each(bookingKinds)('judge minimum notice and booking window again on submit (%s)', async (kind) => {
    await timed.travelTo('2027-05-03T08:00:00Z');
    const policy = { minimumNotice: 'PT24H', bookingWindowDays: 3 };
    const offer = await portal.offer(kind, [await portal.addInterviewer()], { policy });
    const candidate = await offer.begin();
    const start = (await candidate.slots()).starts[0] ?? '';
    timed.pass(2 * hour);

    await expect(candidate.book(start)).rejects.toMatchObject({
      refusal: { code: 'slot_not_offered', because: 'notice', alternatives: expect.any(Array) },
    });
    const beyond = candidate.book('2027-05-20T10:00:00Z');
    await expect(beyond).rejects.toMatchObject({ refusal: { code: 'slot_not_offered', because: 'window' } });
  });
});
