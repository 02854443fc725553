import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { at, bookAll, mondays, seriesTools } from '../../test/series.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => Date.parse('2027-02-01T06:00:00Z') });
});
afterAll(async () => await portal.stop());

const { somebody, rowsOf, activeOf, serviceOf } = seriesTools(() => portal);

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

  it('count as one of those that a client may have open', async () => {
    const service = await serviceOf([await somebody()]);
    const client = await portal.appoint(service);
    const starts = ['08', '09', '10', '11', '12', '15'].map((date) => at(`02-${date}`));
    await bookAll(client, starts);
    const [{ clientId } = { clientId: '' }] = await rowsOf(client);
    const [email] = await portal
      .collection<{ _id: string; email: string }>('clients')
      .find({ _id: clientId })
      .toArray();
    await expect(portal.appoint(service, { email: email?.email })).resolves.toBeTruthy();
  });

  it('are moved and cancelled each by itself', async () => {
    const client = await portal.appoint(await serviceOf([await somebody()]));
    await bookAll(client, mondays);
    const [, second, third] = (await rowsOf(client)).map(({ _id }) => _id as string);
    const seen = await portal.admin.ask<{ series: unknown }>('interviews.get', { interviewId: second });
    expect(seen.series).toEqual((await client.view()).appointment?.series);
    const act = (name: string, interviewId: string | undefined, more: object) =>
      client.browser.call<InterviewView>(`candidate.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
    await act('reschedule', second, { startsAt: at('02-17'), zone: 'Europe/Berlin' });
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
    const answers = await Promise.all(
      [1, 2, 3].map(() => client.browser.call<InterviewView>('candidate.cancelSeries', said)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
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

  it('are called off by HR, all that are still to come or from one on, and the timeline of each says so', async () => {
    const ada = await somebody();
    const clients = [await portal.appoint(await serviceOf([ada])), await portal.appoint(await serviceOf([ada]))];
    const [first, second] = clients as [(typeof clients)[number], (typeof clients)[number]];
    await bookAll(first, mondays);
    await bookAll(second, [at('02-09'), at('02-16'), at('02-23')]);
    const cancelSeries = (appointmentId: string | undefined, more: object) =>
      portal.admin.call<{ cancelled: object[] }>('appointments.cancelSeries', { appointmentId, ...more });
    const reason = { code: 'interviewer_unavailable' };

    const [, secondOf, thirdOf] = (await rowsOf(first)).map(({ _id }) => _id as string);
    expect(await refusalCodeOf(cancelSeries(secondOf, { from: 'all' }))).toBe('reason_required');
    expect(await refusalCodeOf(cancelSeries(secondOf, { from: 'all', reason, expectedVersion: 7 }))).toBe(
      'version_conflict',
    );
    expect(await activeOf(mondays, ada)).toBe(3);
    await portal.admin.call('interviews.cancel', { interviewId: thirdOf, reason });
    const wish = { from: 'all', reason, expectedVersion: 2, idempotencyKey: intentKey() };
    const answers = await Promise.all([1, 2, 3].map(() => cancelSeries(secondOf, wish)));
    expect(answers[0]?.cancelled).toHaveLength(2);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await rowsOf(first)).map(({ status }) => status)).toEqual(mondays.map(() => 'cancelled'));
    expect(await activeOf(mondays, ada)).toBe(0);
    expect(await refusalCodeOf(cancelSeries(secondOf, { from: 'all', reason }))).toBe('status_forbids');

    const [, second2] = (await rowsOf(second)).map(({ _id }) => _id as string);
    await cancelSeries(second2, { from: 'this_and_following', reason });
    expect((await rowsOf(second)).map(({ status }) => status)).toEqual(['scheduled', 'cancelled', 'cancelled']);
    const { events } = await portal.admin.ask<{ events: { what: string; detail: object; actor: object }[] }>(
      'interviews.timeline',
      { interviewId: second2 },
    );
    expect(events.find(({ what }) => what === 'cancel')).toMatchObject({
      actor: { party: 'staff', name: 'Ada Adminsson' },
      detail: { reason: 'interviewer_unavailable', together: 2 },
    });
    const alone = await portal.appoint(await serviceOf([ada]));
    await alone.book(at('02-10'));
    expect(await refusalCodeOf(cancelSeries(alone.interviewId, { from: 'all', reason }))).toBe('status_forbids');
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});
