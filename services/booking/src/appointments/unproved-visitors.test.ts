import { Browser } from '@interlude/dev-stack/api-browser';
import { addressOf, allWeek, type NewService } from '@interlude/dev-stack/api-fixtures';
import { localOf } from '@interlude/shared/time/time-zone';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { type Begun, visitorTools } from '../../test/visitors.ts';

const tenMinutes = 10 * 60_000;
let portal: TestPortal;
let service: NewService;
/** Five past a full hour: no start begins while a code is valid, whatever the time of day is. */
const started = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 5 * 60_000;
let now = started;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  now = started;
  service = await portal.addService([await portal.addInterviewer()], { stepMinutes: 60 });
});

const { beginning, begin, beginUnlessTaken, prove, freeStarts, someStart } = visitorTools(
  () => portal,
  () => service,
);

describe('visitors who never type their code', () => {
  const startsOfDay = (starts: readonly string[], zone = 'Europe/Berlin') =>
    Map.groupBy(starts, (start) => localOf(zone, Date.parse(start)).date);

  interface Held {
    people: string[];
    startsAt: Date;
    endsAt: Date;
    beforeMinutes: number;
    afterMinutes: number;
    place?: number;
  }
  /** What visitors hold of a provider, buffers included, by the provider's local date, longest first. */
  async function heldMinutes(personId: string, zone = 'Europe/Berlin') {
    const held = await portal
      .collection<Held>('reservations')
      .find({ people: personId, isUnproved: true, active: true, expiresAt: { $gt: new Date(now) } } as never)
      .toArray();
    const minutes = held.map((row) => ({
      date: localOf(zone, row.startsAt.getTime()).date,
      minutes: (row.endsAt.getTime() - row.startsAt.getTime()) / 60_000 + row.beforeMinutes + row.afterMinutes,
    }));
    return [...Map.groupBy(minutes, ({ date }) => date)].map(([date, all]) => ({
      date,
      all: all.map((one) => one.minutes).toSorted((one, other) => other - one),
    }));
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  async function expectAThird(personId: string, bookable: number, zone?: string): Promise<number> {
    const days = await heldMinutes(personId, zone);
    for (const { date, all } of days)
      expect([date, sum(all) <= Math.max(bookable / 3, all[0] ?? 0), all]).toEqual([date, true, all]);
    return sum(days.map(({ all }) => all.length));
  }

  /** Visitors who choose the starts of a few days in turn, twenty at once; what each was told. */
  async function besiege(services: readonly NewService[], visitors: number, bases = [portal.base]) {
    const wanted = await Promise.all(
      services.map(async (from) => [...startsOfDay(await freeStarts(from)).values()].slice(1, 4).flat()),
    );
    const kept: string[] = [];
    for (let first = 0; first < visitors; first += 20) {
      const some = Array.from({ length: Math.min(20, visitors - first) }, async (_, n) => {
        const from = services[n % services.length] ?? service;
        const starts = wanted[n % services.length] ?? [];
        const startsAt = starts[(first + n * 7) % starts.length];
        const asked = { ...beginning({ startsAt }), ...addressOf(from) };
        return await new Browser(bases[n % bases.length] ?? '').call<Begun>('appointments.begin', asked).then(
          (begun) => (begun.kept ? 'kept' : 'not kept'),
          (error) => error.refusal?.code,
        );
      });
      kept.push(...(await Promise.all(some)));
    }
    return Map.groupBy(kept, (one) => one);
  }

  it('hold at most a third of the bookable time of a provider’s day, 200 of them, and nothing after ten minutes', async () => {
    const personId = await portal.addInterviewer();
    service = await portal.addService([personId], { stepMinutes: 60 });
    const before = await freeStarts();
    const told = await besiege([service], 200);
    expect(await expectAThird(personId, 12 * 60)).toBe(told.get('kept')?.length);
    expect(told.get('kept')?.length).toBeGreaterThan(6);
    expect([...told.keys()].toSorted()).toEqual(['kept', 'not kept', 'slot_taken']);
    now += tenMinutes;
    expect(await freeStarts()).toEqual(before);
  });

  it('empty no day of a provider whose clock is far from the service’s, with a short and a long service, in two processes', async () => {
    if (portal.bases.length < 2) await portal.startCopy();
    const zone = 'Pacific/Kiritimati';
    const personId = await portal.addInterviewer({ zone });
    const services = await Promise.all([
      portal.addService([personId], { durationMinutes: 15, stepMinutes: 15, zone: 'Europe/Berlin' }),
      portal.addService([personId], { durationMinutes: 240, stepMinutes: 60, zone: 'America/Los_Angeles' }),
    ]);
    const before = startsOfDay(await freeStarts(services[0]), zone);
    await besiege(services, 160, portal.bases);
    expect(await expectAThird(personId, 12 * 60, zone)).toBeGreaterThan(3);
    const left = startsOfDay(await freeStarts(services[0]), zone);
    for (const [date, starts] of before)
      expect([date, (left.get(date)?.length ?? 0) * 3 > starts.length]).toEqual([date, true]);
  });

  it('hold at most a third of the day of each of several providers, whoever is asked for', async () => {
    const pool = [await portal.addInterviewer(), await portal.addInterviewer()];
    const told = await besiege([await portal.addService(pool, { stepMinutes: 60 })], 120);
    const held = await Promise.all(pool.map((personId) => expectAThird(personId, 12 * 60)));
    expect(held.every((count) => count > 6)).toBe(true);
    expect(told.has('not kept')).toBe(true);
  });

  it('hold at most a third of the places of a session that takes place anyway, and take no more of its provider’s day', async () => {
    const personId = await portal.addInterviewer();
    const shared = await portal.addService([personId], { stepMinutes: 60, places: 7 });
    const startsAt = (await freeStarts(shared))[20] ?? '';
    expect((await prove((await begin({ startsAt, ...addressOf(shared) })).proofId)).booked).toBe(true);
    const told = await Promise.all(Array.from({ length: 6 }, () => begin({ startsAt, ...addressOf(shared) })));
    expect(told.filter(({ kept }) => kept)).toHaveLength(2);
    expect(await freeStarts(shared)).toContain(startsAt);
    await besiege([shared], 60);
    const opened = (await heldMinutes(personId)).flatMap(({ all }) => all);
    expect(opened.length).toBeGreaterThan(2);
  });

  it('take no more of a day by joining one another’s sessions and going on to the next', async () => {
    const personId = await portal.addInterviewer();
    const shared = await portal.addService([personId], { stepMinutes: 60, places: 5 });
    const [, day = []] = [...startsOfDay(await freeStarts(shared)).values()];
    let former: string | undefined;
    for (const startsAt of day) {
      const input = { startsAt, ...addressOf(shared), ...(former === undefined ? {} : { replaces: former }) };
      const opened = await beginUnlessTaken(input);
      await beginUnlessTaken({ startsAt, ...addressOf(shared) });
      if (opened?.kept) former = opened.proofId;
    }
    const places = await portal
      .collection<Held>('reservations')
      .find({ people: personId, isUnproved: true, active: true } as never)
      .toArray();
    const sessions = new Set(places.map((row) => row.startsAt.getTime()));
    expect(sessions.size).toBeGreaterThan(1);
    expect(sessions.size * 60).toBeLessThanOrEqual((12 * 60) / 3);
  });

  it('are held one time even where a day has no other, until their code ends', async () => {
    const personId = await portal.addInterviewer({ weekly: allWeek('09:00', '13:00') });
    service = await portal.addService([personId], { stepMinutes: 60, durationMinutes: 240 });
    const startsAt = await someStart(5);
    expect((await begin({ startsAt })).kept).toBe(true);
    now += tenMinutes;
    expect((await begin({ startsAt })).kept).toBe(true);
  });

  it('keep the time they had when the one they want instead cannot be held', async () => {
    const [mine, ...others] = [...startsOfDay(await freeStarts()).values()].slice(1, 4);
    const { proofId } = await begin({ startsAt: mine?.[0] });
    for (const startsAt of others[0] ?? []) await beginUnlessTaken({ startsAt });
    const [wanted] =
      startsOfDay(await freeStarts()).get(localOf('Europe/Berlin', Date.parse(others[0]?.[0] ?? '')).date) ?? [];
    expect((await begin({ startsAt: wanted, replaces: proofId })).kept).toBe(false);
    expect(await freeStarts()).not.toContain(mine?.[0]);
    expect((await prove(proofId)).booked).toBe(true);
  });

  it('are counted no more once their address is proved', async () => {
    const [, day = []] = [...startsOfDay(await freeStarts()).values()];
    for (let visitors = 0; visitors < day.length; visitors += 1) {
      const [startsAt] =
        startsOfDay(await freeStarts()).get(localOf('Europe/Berlin', Date.parse(day[0] ?? '')).date) ?? [];
      if (startsAt === undefined) break;
      const { proofId, kept } = await begin({ startsAt });
      expect(kept).toBe(true);
      expect((await prove(proofId)).booked).toBe(true);
    }
    const stored = await portal
      .collection('reservations')
      .find({ cells: /:U/, kind: 'booking' } as never)
      .toArray();
    expect(stored).toEqual([]);
  });

  it('keep nobody from proving an address and booking a time that could not be kept', async () => {
    await besiege([service], 60);
    const [, day = []] = [...startsOfDay(await freeStarts()).values()];
    const browser = portal.browser();
    const { proofId, kept } = await begin({ startsAt: day[0] }, browser);
    expect(kept).toBe(false);
    expect((await prove(proofId, browser)).booked).toBe(true);
  });
});
