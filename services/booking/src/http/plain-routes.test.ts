import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { SlotsView } from '@interlude/shared/schemas/views';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const minute = 60_000;
let now = Date.parse('2027-03-22T08:00:00Z');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

async function company(policy: object = {}) {
  await portal.renewSession();
  const personId = await portal.addInterviewer({ zone: 'UTC' });
  const templateId = await portal.addTemplate([personId], { policy });
  const [reader, rival] = [await portal.invite(templateId), await portal.invite(templateId)];
  return { personId, reader, rival };
}

const path = ({ interviewId }: CandidateBrowser, more = '') =>
  `/api/interviews/${interviewId}/slots?days=7&zone=UTC${more}`;

async function plain(candidate: CandidateBrowser, more = ''): Promise<SlotsView> {
  const response = await candidate.browser.fetch(path(candidate, more));
  expect(response.status).toBe(200);
  return (await response.json()) as SlotsView;
}

describe('the plain list of slots', () => {
  it('counts its refusals under the name of the procedure, as ops see them for any other call', async () => {
    const { reader } = await company();
    const refusals = async () => {
      const metrics = await (await fetch(`http://127.0.0.1:${portal.metricsPort}`)).text();
      return Number(
        /refused_requests_total\{procedure="candidate\.slots",code="not_signed_in"\} (\d+)/.exec(metrics)?.[1] ?? 0,
      );
    };
    const before = await refusals();
    const response = await fetch(`${reader.browser.base}${path(reader)}`);
    expect(response.status).toBe(401);
    expect(await refusals()).toBe(before + 1);
  });

  it('is the same as the one by tRPC, and costs two queries at most, and none when it was just asked', async () => {
    const { reader } = await company();
    const asked = await portal.queriesOf(async () => await plain(reader));
    expect(asked.sort()).toEqual(['bookings', 'reservations']);
    expect(await portal.queriesOf(async () => await plain(reader))).toEqual([]);
    expect(await plain(reader)).toEqual(await reader.slots({ days: 7, zone: 'UTC' }));
  });

  it('answers 304 to whoever has it already, until it changes', async () => {
    const { reader, rival } = await company();
    const first = await reader.browser.fetch(path(reader));
    const tag = first.headers.get('etag') ?? '';
    const again = () => reader.browser.fetch(path(reader), { headers: { 'if-none-match': tag } });
    expect((await again()).status).toBe(304);
    await rival.book((await rival.slots()).starts[0] ?? '');
    expect((await again()).status).toBe(200);
  });

  it('shows at once what was booked, held, given back, or no longer worked, by anybody in this process', async () => {
    const { personId, reader, rival } = await company();
    const [first = '', second = ''] = (await plain(reader)).starts;

    const wish = { interviewId: rival.interviewId, startsAt: first };
    await rival.browser.call('candidate.hold', { ...wish, idempotencyKey: intentKey() });
    expect((await plain(reader)).starts).not.toContain(first);
    await rival.browser.call('candidate.releaseHold', { interviewId: rival.interviewId });
    expect((await plain(reader)).starts).toContain(first);
    await rival.book(second);
    expect((await plain(reader)).starts).not.toContain(second);
    const cancelling = { interviewId: rival.interviewId, reason: { code: 'illness' }, idempotencyKey: intentKey() };
    await rival.browser.call('candidate.cancel', cancelling);
    expect((await plain(reader)).starts).toContain(second);
    await portal.admin.call('availability.save', { personId, zone: 'UTC', weekly: [], overrides: [] });
    expect((await plain(reader)).starts).toEqual([]);
    await portal.admin.call('availability.save', {
      personId,
      zone: 'UTC',
      weekly: allWeek('08:00', '20:00'),
      overrides: [],
    });
    expect((await plain(reader)).starts).toContain(second);
  });

  it('shows a held time again at once when the interview that held it is cancelled', async () => {
    const { reader, rival } = await company();
    const [first = ''] = (await plain(reader)).starts;
    const wish = { interviewId: rival.interviewId, startsAt: first, idempotencyKey: intentKey() };
    await rival.browser.call('candidate.hold', wish);
    expect((await plain(reader)).starts).not.toContain(first);
    const cancelling = { interviewId: rival.interviewId, reason: { code: 'position_filled' } };
    await portal.admin.call('interviews.cancel', { ...cancelling, idempotencyKey: intentKey() });
    expect((await plain(reader)).starts).toContain(first);
  });

  it('changes with the clock alone: a hold that ran out, a start that came too near', async () => {
    const { reader, rival } = await company({ holdFor: 'PT1S', minimumNotice: 'PT1H' });
    const [, second = '', , fourth = ''] = (await plain(reader)).starts;
    const wish = { interviewId: rival.interviewId, startsAt: second };
    await rival.browser.call('candidate.hold', { ...wish, idempotencyKey: intentKey() });
    expect((await plain(reader)).starts).not.toContain(second);
    now += 500;
    expect((await plain(reader)).starts).not.toContain(second);
    now += 500;
    expect((await plain(reader)).starts).toContain(second);

    now = Date.parse(fourth) - 60 * minute;
    expect((await plain(reader)).starts).toContain(fourth);
    now += 1;
    expect((await plain(reader)).starts).not.toContain(fourth);
  });

  it('shows what another process wrote within a second', async () => {
    const { reader, rival } = await company();
    const taken = (await plain(reader)).starts[5] ?? '';
    await rival.book(taken);
    expect((await plain(reader)).starts).not.toContain(taken);

    await portal.collection('reservations').deleteOne({ bookingId: rival.interviewId });
    now += 900;
    expect((await plain(reader)).starts).toContain(taken);
  });

  it('ends with the access it was given for, kept or not', async () => {
    const { reader } = await company();
    await plain(reader);
    const stranger = portal.browser();
    expect((await stranger.fetch(path(reader))).status).toBe(401);
    await portal.admin.call('interviews.extendLink', { interviewId: reader.interviewId });
    expect((await reader.browser.fetch(path(reader))).status).toBe(410);
  });

  it('of another week is read beside the interview itself, at the cost of the first', async () => {
    const { reader } = await company();
    await plain(reader);
    const { bookings, reservations } = portal.app.stores;
    const { findWithPeople } = bookings;
    const asked = Promise.withResolvers<void>();
    const { listBusy } = reservations;
    const busy = vi.spyOn(reservations, 'listBusy').mockImplementation(async (question) => {
      asked.resolve();
      return await listBusy(question);
    });
    vi.spyOn(bookings, 'findWithPeople').mockImplementation(async (...interview) => {
      await asked.promise;
      return await findWithPeople(...interview);
    });
    expect((await plain(reader, '&from=2027-03-29')).starts.length).toBeGreaterThan(0);
    expect(busy).toHaveBeenCalledTimes(1);
  });

  it('of another week goes by who is on the panel now, whoever was on it before', async () => {
    const { reader, rival } = await company();
    const other = await portal.addInterviewer({ zone: 'UTC' });
    const taken = '2027-03-30T09:00:00Z';
    const before = (await plain(reader)).starts;
    expect(before.length).toBeGreaterThan(0);
    const panel = [{ anyOf: [other], count: 1 }];
    for (const { interviewId } of [reader, rival]) {
      await portal.collection('bookings').updateOne({ _id: interviewId as never }, { $set: { panel } });
    }
    await rival.book(taken);
    const { starts } = await plain(reader, '&from=2027-03-29');
    expect(starts.length).toBeGreaterThan(0);
    expect(starts).not.toContain(taken);
  });
});
