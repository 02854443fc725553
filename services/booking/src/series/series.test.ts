import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import type { InterviewView, SeriesSlotsView } from '@interlude/shared/interview';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppointmentRow } from '../bookings/booking-row.ts';
import type { ReservationRow } from '../slots/reservation-row.ts';
import { exclusionFaults } from '../test-invariants.ts';
import { startTestPortal, type TestPortal } from '../test-portal.ts';

let portal: TestPortal;
let now = Date.parse('2027-02-01T06:00:00Z');

beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => await portal.stop());

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '12:00' }));
const series = { mostTimes: 12 };
const weekly = (count: number) => ({ freq: 'WEEKLY', interval: 1, count });
const zone = 'Europe/Berlin';
/** An instant of 2027 at this time of day in UTC. */
const at = (date: string, time = '09:00') => `2027-${date}T${time}:00Z`;

async function serviceOf(people: readonly string[], more: object = {}): Promise<NewService> {
  const policy = { minimumNotice: 'PT0S', bookingWindowDays: 90, reschedule: { cutoff: 'PT0S', limit: 5, warnAt: 4 } };
  return await portal.addService(people, { stepMinutes: 60, zone: 'UTC', policy, series, ...more });
}
const somebody = () => portal.addInterviewer({ zone: 'UTC', weekly: weekdays });

const timesOf = async ({ browser, interviewId }: CandidateBrowser, startsAt: string, rule: object, more: object = {}) =>
  await browser.ask<SeriesSlotsView>('candidate.seriesSlots', { interviewId, startsAt, rule, zone, ...more });
const bookAll = async (client: CandidateBrowser, starts: readonly string[], more: object = {}) =>
  await client.browser.call<InterviewView>('candidate.bookSeries', {
    interviewId: client.interviewId,
    starts,
    rule: weekly(Math.max(2, starts.length)),
    zone,
    idempotencyKey: intentKey(),
    ...more,
  });
const rowsOf = async ({ interviewId }: CandidateBrowser) =>
  await portal
    .collection<AppointmentRow>('bookings')
    .find({ 'series.seriesId': interviewId })
    .sort({ 'series.index': 1 })
    .toArray();
const activeOf = async (starts: readonly string[], personId: string) =>
  await portal.collection<ReservationRow>('reservations').countDocuments({
    people: personId as never,
    active: true,
    startsAt: { $in: starts.map((start) => new Date(start)) },
  });

const mondays = [at('02-08'), at('02-15'), at('02-22')];

describe('the times of a series', () => {
  it('keep the wall clock of the client, and say which are free, why not, and what else goes with the rest', async () => {
    const ada = await somebody();
    const service = await serviceOf([ada]);
    const rival = await portal.appoint(service);
    await rival.book(at('03-22', '10:00'));
    const client = await portal.appoint(service);
    const { times } = await timesOf(client, at('03-15', '10:00'), weekly(9));
    expect(times.map(({ startsAt }) => startsAt).slice(0, 3)).toEqual([
      at('03-15', '10:00'),
      at('03-22', '10:00'),
      at('03-29', '09:00'),
    ]);
    expect(times.map(({ free, because }) => because ?? free)).toEqual([
      true,
      'taken',
      ...[true, true, true, true, true],
      // Ninety days from the first of February.
      'window',
      'window',
    ]);
    const [, taken, , , , , , beyond] = times;
    expect(taken?.alternatives).toEqual([
      ...['22T09:00', '22T11:00', '23T09:00', '23T10:00', '23T11:00'].map((text) => `2027-03-${text}:00Z`),
    ]);
    expect(beyond?.alternatives).toEqual([at('04-30', '09:00'), at('04-30', '10:00'), at('04-30', '11:00')]);
  });

  it('count against each other: most meetings of a week, and whoever is the only one', async () => {
    const ada = await portal.addInterviewer({ zone: 'UTC', weekly: weekdays, caps: { perDay: null, perWeek: 2 } });
    const client = await portal.appoint(await serviceOf([ada]));
    const { times } = await timesOf(client, at('02-08'), { freq: 'DAILY', interval: 1, count: 9 });
    const free = times.filter((time) => time.free).map(({ startsAt }) => startsAt);
    expect(free).toEqual([at('02-08'), at('02-09'), at('02-15'), at('02-16')]);
    expect(times.map(({ free: isFree, because }) => because ?? isFree)).toEqual([
      ...[true, true, false, false, false, 'hours', 'hours', true, true],
    ]);
    const tooMany = bookAll(client, [...free.slice(0, 2), at('02-10')]);
    await expect(tooMany).rejects.toMatchObject({ refusal: { code: 'slot_taken', startsAt: at('02-10') } });
    await bookAll(client, free);
    expect(await activeOf(free, ada)).toBe(4);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('are for services that allow it, and no more of them than those allow', async () => {
    const ada = await somebody();
    const once = await portal.appoint(await serviceOf([ada], { series: null }));
    expect(await refusalCodeOf(timesOf(once, at('02-08'), weekly(2)))).toBe('status_forbids');
    expect(await refusalCodeOf(bookAll(once, mondays))).toBe('status_forbids');
    const twice = await portal.appoint(await serviceOf([ada], { series: { mostTimes: 2 } }));
    expect((await twice.view()).appointment?.repeatable).toEqual({ mostTimes: 2 });
    expect(await refusalCodeOf(timesOf(twice, at('02-08'), weekly(3)))).toBe('invalid_input');
    expect(await refusalCodeOf(bookAll(twice, mondays))).toBe('invalid_input');
    for (const starts of [[at('02-08')], [at('02-15'), at('02-08')], [at('02-08'), at('02-08')], ['soon', 'later']]) {
      expect(await refusalCodeOf(bookAll(twice, starts))).toBe('invalid_input');
    }
    expect(await refusalCodeOf(bookAll(twice, mondays.slice(1), { zone: 'Mars/Olympus' }))).toBe('time_zone_invalid');
    expect(await refusalCodeOf(serviceOf([ada], { series: { mostTimes: 1 } }))).toBe('invalid_input');
    expect(await rowsOf(twice)).toEqual([]);
  });
});

describe('a series', () => {
  it('is booked in one commit, each time an appointment of its own, and answers its key again', async () => {
    const ada = await somebody();
    const client = await portal.appoint(await serviceOf([ada], { price: { amountMinor: 900, currency: 'EUR' } }));
    const key = { idempotencyKey: intentKey(), note: 'Knee' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => bookAll(client, mondays, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const rows = await rowsOf(client);
    expect(rows.map(({ startsAt }) => startsAt?.toISOString().replace('.000', ''))).toEqual(mondays);
    expect(rows.map(({ status, version, note, zone: at }) => [status, version, note, at])).toEqual(
      mondays.map(() => ['scheduled', 2, 'Knee', zone]),
    );
    expect(rows.map(({ notices }) => notices.map(({ kind }) => kind))).toEqual(mondays.map(() => ['scheduled']));
    expect(rows.map(({ payment }) => payment)).toEqual(['due', 'due', 'due']);
    expect(new Set(rows.map(({ access }) => access.jti)).size).toBe(3);
    expect(answers[0]?.appointment?.series).toEqual({
      rule: 'FREQ=WEEKLY;INTERVAL=1;COUNT=3',
      all: rows.map(({ _id }, n) => ({ interviewId: _id, status: 'scheduled', startsAt: mondays[n] })),
    });
    const ids = rows.map(({ _id }) => _id as string);
    const audits = await portal
      .collection<{ interviewId: string; action: string }>('audit')
      .find({ interviewId: { $in: ids }, action: 'book' })
      .toArray();
    expect(audits.map(({ interviewId }) => interviewId).toSorted()).toEqual(ids.toSorted());
    for (const interviewId of ids) {
      expect(await portal.collection('outbox').countDocuments({ interviewId })).toBeGreaterThan(0);
    }
    expect(await activeOf(mondays, ada)).toBe(3);
    expect(await refusalCodeOf(bookAll(client, mondays))).toBe('status_forbids');
    expect(await refusalCodeOf(bookAll(client, mondays.slice(0, 2), key))).toBe('idempotency_mismatch');
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('is refused whole when one time is lost, and booked with another time or without it', async () => {
    const ada = await somebody();
    const service = await serviceOf([ada]);
    const [client, rival] = [await portal.appoint(service), await portal.appoint(service)];
    await rival.book(at('02-15'));
    await expect(bookAll(client, mondays)).rejects.toMatchObject({
      refusal: { code: 'slot_taken', startsAt: at('02-15') },
    });
    const beyond = bookAll(client, [at('02-08'), at('06-07')]);
    await expect(beyond).rejects.toMatchObject({
      refusal: { code: 'slot_not_offered', because: 'window', startsAt: at('06-07') },
    });
    expect([await rowsOf(client), await activeOf([at('02-08'), at('02-22')], ada)]).toEqual([[], 0]);
    expect((await client.view()).status).toBe('invited');
    const { times } = await timesOf(client, at('02-08'), weekly(3));
    const [instead = ''] = times[1]?.alternatives ?? [];
    await bookAll(client, [at('02-08'), instead, at('02-22')], { rule: weekly(3) });
    const other = await portal.appoint(service);
    const left = (await timesOf(other, at('02-08', '10:00'), weekly(4))).times.filter(({ free }) => free);
    await bookAll(other, left.map(({ startsAt }) => startsAt).slice(1));
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('goes to exactly one of many clients who want the same times at the same moment, and the others keep nothing', async () => {
    const ada = await somebody();
    const service = await serviceOf([ada]);
    const clients = await Promise.all([1, 2, 3, 4, 5].map(() => portal.appoint(service)));
    // Each begins elsewhere and all meet on one Monday.
    const wanted = clients.map((_, n) => [
      at(`02-${String(8 + n).padStart(2, '0')}`),
      at('02-15'),
      at(`02-${22 + n}`, '10:00'),
    ]);
    const said = await Promise.all(clients.map((client, n) => refusalCodeOf(bookAll(client, wanted[n] ?? []))));
    expect(said.filter((code) => code === null)).toHaveLength(1);
    expect(said.filter((code) => code === 'slot_taken')).toHaveLength(4);
    expect(await activeOf([...new Set(wanted.flat())], ada)).toBe(3);
    const booked = await Promise.all(clients.map(rowsOf));
    expect(booked.map((rows) => rows.length).toSorted()).toEqual([0, 0, 0, 0, 3]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('is given by whoever of several is free at each time, or by the one the client asked for', async () => {
    const [ada, ben] = [await somebody(), await somebody()];
    const service = await serviceOf([ada, ben]);
    for (const [providerId, startsAt] of [
      [ada, at('02-08')],
      [ben, at('02-15')],
    ]) {
      await (await portal.appoint(service, { providerId })).book(startsAt ?? '');
    }
    const client = await portal.appoint(service);
    await bookAll(client, mondays);
    expect((await rowsOf(client)).map(({ people }) => people).slice(0, 2)).toEqual([[ben], [ada]]);
    const own = await portal.appoint(service, { providerId: ada });
    const { times } = await timesOf(own, at('02-08', '10:00'), weekly(3));
    expect(times.map(({ free }) => free)).toEqual([true, true, true]);
    await bookAll(
      own,
      times.map(({ startsAt }) => startsAt),
    );
    expect((await rowsOf(own)).map(({ people }) => people)).toEqual([[ada], [ada], [ada]]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('takes the time its client holds, also when the hold is on another one', async () => {
    const service = await serviceOf([await somebody()]);
    for (const held of [at('02-08'), at('02-15', '10:00')]) {
      const client = await portal.appoint(service);
      const { interviewId } = client;
      await client.browser.call('candidate.hold', { interviewId, startsAt: held, idempotencyKey: intentKey() });
      const starts = held === at('02-08') ? mondays : mondays.map((start) => start.replace('T09', 'T10'));
      await bookAll(client, starts);
    }
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('leaves nothing half done when the process dies between claim and commit, and its times are free again soon', async () => {
    const service = await serviceOf([await somebody()]);
    const [dying, next] = [await portal.appoint(service), await portal.appoint(service)];
    const { stores } = portal.app;
    vi.spyOn(stores, 'inTransaction').mockRejectedValueOnce(new Error('killed'));
    const kept = vi.spyOn(stores.reservations, 'releaseHold').mockResolvedValue(true);
    await expect(bookAll(dying, mondays)).rejects.toMatchObject({ status: 500 });
    kept.mockRestore();
    expect(await rowsOf(dying)).toEqual([]);
    expect(await refusalCodeOf(bookAll(next, mondays))).toBe('slot_taken');
    now += 31_000;
    expect((await bookAll(next, mondays)).status).toBe('scheduled');
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});

describe('the appointments of a series', () => {
  it('are opened by the link of each of them, in another browser too, and by nobody else', async () => {
    const service = await serviceOf([await somebody()]);
    const client = await portal.appoint(service);
    await bookAll(client, mondays);
    const [, second] = await rowsOf(client);
    const interviewId = second?._id ?? '';
    expect((await client.browser.ask<InterviewView>('candidate.interview', { interviewId })).startsAt).toBe(mondays[1]);
    const stranger = await portal.appoint(service);
    expect(await refusalCodeOf(stranger.browser.ask('candidate.interview', { interviewId }))).toBe('not_found');
    for (const linked of await rowsOf(client)) {
      const opened = await portal.openLink(await portal.linkOf(linked._id));
      await expect(opened.browser.ask('candidate.interview', { interviewId })).resolves.toBeTruthy();
    }
  });

  it('are moved and cancelled each by itself', async () => {
    const client = await portal.appoint(await serviceOf([await somebody()]));
    await bookAll(client, mondays);
    const [, second, third] = (await rowsOf(client)).map(({ _id }) => _id as string);
    const seen = await portal.admin.ask<{ series: unknown }>('interviews.get', { interviewId: second });
    expect(seen.series).toEqual((await client.view()).appointment?.series);
    const act = (name: string, interviewId: string | undefined, more: object) =>
      client.browser.call<InterviewView>(`candidate.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
    await act('reschedule', second, { startsAt: at('02-17'), zone });
    await act('cancel', third, { reason: { code: 'illness' } });
    const { appointment } = await client.view();
    expect(appointment?.series?.all.map(({ status, startsAt }) => [status, startsAt])).toEqual([
      ['scheduled', mondays[0]],
      ['rescheduled', at('02-17')],
      ['cancelled', mondays[2]],
    ]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('are called off from one of them on in one commit, and answer the key again', async () => {
    const ada = await somebody();
    const client = await portal.appoint(await serviceOf([ada]));
    const starts = [...mondays, at('03-01')];
    await bookAll(client, starts);
    const [first, second, third] = (await rowsOf(client)).map(({ _id }) => _id as string);
    await client.browser.call('candidate.cancel', {
      interviewId: third,
      reason: { code: 'illness' },
      idempotencyKey: intentKey(),
    });
    const input = { interviewId: second, from: 'this_and_following', idempotencyKey: intentKey() };
    expect(await refusalCodeOf(client.browser.call('candidate.cancelSeries', input))).toBe('reason_required');
    const said = { ...input, reason: { code: 'illness' } };
    const answers = [
      await client.browser.call<InterviewView>('candidate.cancelSeries', said),
      await client.browser.call<InterviewView>('candidate.cancelSeries', said),
    ];
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.appointment?.series?.all.map(({ status }) => status)).toEqual([
      'scheduled',
      ...['cancelled', 'cancelled', 'cancelled'],
    ]);
    const rows = await rowsOf(client);
    expect(rows.map(({ notices }) => notices.at(-1)?.kind)).toEqual([
      'scheduled',
      ...['cancelled', 'cancelled', 'cancelled'],
    ]);
    expect(await activeOf(starts, ada)).toBe(1);
    const again = { ...said, idempotencyKey: intentKey() };
    expect(await refusalCodeOf(client.browser.call('candidate.cancelSeries', again))).toBe('status_forbids');
    const alone = await portal.appoint(await serviceOf([ada]));
    await alone.book(at('02-09'));
    const single = { ...again, interviewId: alone.interviewId, idempotencyKey: intentKey() };
    expect(await refusalCodeOf(alone.browser.call('candidate.cancelSeries', single))).toBe('status_forbids');
    expect((await client.view()).interviewId).toBe(first);
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});
