import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { at, bookAll, mondays, seriesTools, timesOf, weekly } from '../../test/series.ts';

let portal: TestPortal;
let now = Date.parse('2027-02-01T06:00:00Z');

beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => await portal.stop());

const { somebody, rowsOf, activeOf, serviceOf } = seriesTools(() => portal);

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
      ...['19T11:00', '22T09:00', '22T11:00', '23T09:00', '23T10:00'].map((text) => `2027-03-${text}:00Z`),
    ]);
    expect(beyond?.alternatives).toEqual([at('04-30', '09:00'), at('04-30', '10:00'), at('04-30', '11:00')]);
  });

  it('count against each other: most meetings of a week, and whoever is the only one', async () => {
    const ada = await somebody({ caps: { perDay: null, perWeek: 2 } });
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
    expect(rows.map(({ status, version, note, zone }) => [status, version, note, zone])).toEqual(
      mondays.map(() => ['scheduled', 2, 'Knee', 'Europe/Berlin']),
    );
    expect(rows.map(({ notices }) => notices.map(({ kind }) => kind))).toEqual(mondays.map(() => ['scheduled']));
    expect(rows.map(({ payment }) => payment)).toEqual(['due', 'due', 'due']);
    expect(new Set(rows.map(({ access }) => access.jti)).size).toBe(3);
    expect(answers[0]?.appointment?.series).toEqual({
      rule: 'FREQ=WEEKLY;INTERVAL=1;COUNT=3',
      all: rows.map(({ _id }, n) => ({ interviewId: _id, status: 'scheduled', startsAt: mondays[n] })),
    });
    const ids = rows.map(({ _id }) => _id as string);
    // Lists go by the id.
    expect(ids.toSorted()).toEqual(ids);
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
