import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { BookingKind } from '@interlude/shared/booking/booking-kinds';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookingKinds, startTestPortal, type TestOffer, type TestPortal } from '../../test/portal.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

// A clock the test sets, so that the window can lie on the nights when clocks change.
let now = Date.parse('2027-03-22T08:00:00Z');
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

/** Every start of the window on the finest grid, with what holding it answers: holding judges exactly as booking does. */
async function bookableStarts(
  candidate: CandidateBrowser,
  from: number,
  to: number,
  stepMinutes: number,
): Promise<string[]> {
  const bookable: string[] = [];
  for (let at = from; at < to; at += stepMinutes * minute) {
    const input = { interviewId: candidate.interviewId, startsAt: iso(at), idempotencyKey: intentKey() };
    if ((await refusalCodeOf(candidate.browser.call('candidate.hold', input))) === null) bookable.push(iso(at));
  }
  await candidate.browser.call('candidate.releaseHold', { interviewId: candidate.interviewId });
  return bookable;
}

const setting = fc.record({
  night: fc.constantFrom(
    { zone: 'Europe/Berlin', at: '2027-03-27T12:00:00Z' },
    { zone: 'America/New_York', at: '2027-11-06T16:00:00Z' },
    { zone: 'Australia/Lord_Howe', at: '2027-04-03T02:00:00Z' },
    { zone: 'Africa/Cairo', at: '2027-04-29T12:00:00Z' },
    { zone: 'Asia/Kathmandu', at: '2027-06-01T06:00:00Z' },
  ),
  hours: fc.constantFrom(
    { from: '00:00', to: '24:00' },
    { from: '08:10', to: '12:40' },
    { from: '20:00', to: '24:00' },
    { from: '00:30', to: '05:00' },
  ),
  durationMinutes: fc.constantFrom(15, 30, 45, 60),
  stepMinutes: fc.constantFrom(15, 30, 45),
  buffers: fc.record({ beforeMinutes: fc.constantFrom(0, 10, 15), afterMinutes: fc.constantFrom(0, 15, 30) }),
  settings: fc.constantFrom(
    {},
    { buffers: { beforeMinutes: 0, afterMinutes: 45 } },
    { buffers: { beforeMinutes: 20, afterMinutes: 10 }, minimumNotice: 'PT6H' },
    { minimumNotice: 'P1D' },
  ),
  perDay: fc.constantFrom(1, 2, null),
  taken: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 3 }),
  kind: fc.constantFrom(...bookingKinds),
  panel: fc.constantFrom<Panel[]>('one', 'both', 'any', 'optional', 'skilled'),
  dayOff: fc.boolean(),
  recurs: fc.constantFrom(null, 'adds' as const, 'replaces' as const),
  needsRoom: fc.boolean(),
  places: fc.constantFrom(1, 1, 2, 3),
});

type Panel = 'one' | 'both' | 'any' | 'optional' | 'skilled';

// Of a service one of several people comes; only templates know other panels.
async function offerOf(kind: BookingKind, panel: Panel, people: string[], common: object): Promise<TestOffer> {
  const few = panel === 'one' ? people.slice(0, 1) : people;
  if (kind === 'appointment') return await portal.offer(kind, few, { ...common });
  const panels = {
    one: [{ anyOf: few, count: 1 }],
    both: [{ anyOf: people, count: 2 }],
    any: [{ anyOf: people, count: 1 }],
    optional: [
      { anyOf: people.slice(0, 1), count: 1 },
      { anyOf: people, count: 1, optional: true },
    ],
    skilled: [
      { anyOf: people, count: 1 },
      { anyOf: people, count: 1, skills: ['sql'] },
    ],
  };
  return await portal.offer(kind, people, { ...common, panel: panels[panel] });
}

/** Other hours on one date, and on every second day. */
function exceptionsOf({ dayOff, recurs }: { dayOff: boolean; recurs: 'adds' | 'replaces' | null }) {
  const date = iso(now + day).slice(0, 10);
  const ranges = [{ from: '05:00', to: '07:30' }];
  const rule = { rule: 'FREQ=DAILY;INTERVAL=2', startsOn: iso(now).slice(0, 10), ranges, exceptions: [] };
  return {
    overrides: dayOff ? [{ date, ranges: [{ from: '10:00', to: '11:00' }] }] : [],
    recurring: recurs === null ? [] : [{ ...rule, effect: recurs }],
  };
}

async function roomDemand() {
  const room = { name: 'Blue room', kind: 'room' };
  const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', room);
  return { anyOf: [resourceId], count: 1 };
}

describe('listed and bookable', () => {
  it('are the same starts, over zones, nights of changing clocks, buffers, caps, settings, panels, rules, rooms and places', async ({
    signal,
  }) => {
    await fc.assert(
      fc.asyncProperty(
        setting,
        async ({
          night,
          hours,
          durationMinutes,
          stepMinutes,
          buffers,
          settings,
          perDay,
          taken,
          panel,
          kind,
          places,
          ...more
        }) => {
          // A run that took too long must not move the clock of the tests after it.
          signal.throwIfAborted();
          await travelTo(night.at);
          const weekly = allWeek(hours.from, hours.to);
          const given = { zone: night.zone, weekly, ...exceptionsOf(more), caps: { perDay, perWeek: null } };
          const people = [
            await portal.addInterviewer({ ...given, settings, skills: ['sql'] }),
            await portal.addInterviewer({ ...given, zone: 'Europe/London' }),
          ];
          const room = kind === 'interview' && more.needsRoom ? { resources: [await roomDemand()] } : null;
          const common = { durationMinutes, stepMinutes, buffers, zone: night.zone, places, ...room };
          const offer = await offerOf(kind, panel, people, common);
          // Who takes times beforehand shares nothing with the others but the room, when there is one.
          const others = room ? await portal.offer(kind, [await portal.addInterviewer(given)], common) : offer;
          for (const pick of taken) {
            const rival = await others.begin();
            const { starts } = await rival.slots({ days: 2 });
            const start = starts[pick % Math.max(1, starts.length)];
            if (start) await rival.book(start);
          }
          const candidate = await offer.begin();

          // Two full days of UTC around the night, on a grid that contains every legal start and many illegal ones.
          const [from, to] = [Math.ceil(now / hour) * hour, Math.ceil(now / hour) * hour + 30 * hour];
          const { starts } = await candidate.slots({ days: 3, zone: 'UTC' });
          const listed = starts.filter((at) => Date.parse(at) >= from && Date.parse(at) < to);

          expect(await bookableStarts(candidate, from, to, 15)).toEqual(listed);
        },
      ),
      { numRuns: 16, seed: 20_270_327, endOnFailure: true },
    );
  }, 240_000);

  it.each(bookingKinds)('let the owner of a booking move it by fifteen minutes over itself (%s)', async (kind) => {
    await travelTo('2027-05-03T08:00:00Z');
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
    await travelTo('2027-05-03T08:00:00Z');
    const policy = { minimumNotice: 'PT24H', bookingWindowDays: 3 };
    const offer = await portal.offer(kind, [await portal.addInterviewer()], { policy });
    const candidate = await offer.begin();
    const start = (await candidate.slots()).starts[0] ?? '';
    now += 2 * hour;

    await expect(candidate.book(start)).rejects.toMatchObject({
      refusal: { code: 'slot_not_offered', because: 'notice', alternatives: expect.any(Array) },
    });
    const beyond = candidate.book('2027-05-20T10:00:00Z');
    await expect(beyond).rejects.toMatchObject({ refusal: { code: 'slot_not_offered', because: 'window' } });
  });
});
