import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import type { AppointmentId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { applyAsTimer } from '../booking/apply-as-timer.ts';
import { expire } from '../booking/commands/expire.ts';

const hour = 3_600_000;
const day = 24 * hour;
type Mail = { kind: string; at: string; state: string };

let portal: TestPortal;
let provider: string;
let service: NewService;
let now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  provider = await portal.addInterviewer({ name: 'Mara Brandt' });
  service = await portal.addService([provider], { price: { amountMinor: 4_500, currency: 'EUR' } });
});
afterAll(async () => await portal.stop());

describe('an appointment', () => {
  it('is seen, moved, paid for and closed by staff, and is in no list of interviews', async () => {
    const client = await portal.appoint(service);
    const [start = '', later = ''] = (await client.slots()).starts;
    await client.book(start);
    const { interviewId } = client;
    const { appointments } = await portal.admin.ask<{ appointments: { interviewId: string }[] }>('appointments.list', {
      filter: { statuses: ['scheduled'] },
    });
    expect(appointments).toContainEqual(
      expect.objectContaining({
        interviewId,
        jobTitle: 'Bike fitting',
        candidate: expect.objectContaining({ name: 'Bénédicte Çelik' }),
        interviewers: [expect.objectContaining({ name: 'Mara Brandt' })],
        appointment: expect.objectContaining({ payment: 'due' }),
      }),
    );
    expect(JSON.stringify(await portal.admin.ask('interviews.list', {}))).not.toContain(interviewId);

    const { version } = await client.view();
    const paid = { appointmentId: interviewId, payment: 'paid', idempotencyKey: intentKey() };
    const answers = [await portal.admin.call('appointments.setPayment', paid)];
    answers.push(await portal.admin.call('appointments.setPayment', paid));
    expect(answers).toEqual([expect.objectContaining({ payment: 'paid' }), answers[0]]);
    // What the client has on the screen stays good to act on.
    expect((await client.view()).version).toBe(version);
    const free = portal.admin.call('appointments.setPayment', { appointmentId: interviewId, payment: 'none' });
    expect(await refusalCodeOf(free)).toBe('invalid_input');

    await portal.admin.call('interviews.reschedule', { interviewId, startsAt: later, reason: { code: 'conflict' } });
    await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
    await portal.admin.call('interviews.complete', { interviewId, outcome: 'passed' });
    expect(await client.view()).toMatchObject({ status: 'completed', outcome: null, startsAt: later });
    expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({ actions: [], outcome: null });
    for (const [path, input] of [
      ['interviews.decide', { outcome: 'failed' }],
      ['retakes.request', { reason: { code: 'illness' } }],
    ] as const) {
      expect(await refusalCodeOf(portal.admin.call(path, { interviewId, ...input }))).toBe('status_forbids');
    }
    const { events } = await portal.admin.ask<{ events: { what: string }[] }>('interviews.timeline', { interviewId });
    expect(events.map(({ what }) => what)).not.toContain('feedback_request');
  });

  it('is given by the one the client asked for', async () => {
    const other = await portal.addInterviewer({ name: 'Dele Adeyemi' });
    const shared = await portal.addService([provider, other], { name: 'Shared' });
    for (const providerId of [other, provider]) {
      const client = await portal.appoint(shared, { providerId });
      await client.book((await client.slots()).starts[5] ?? '');
      expect(await client.view()).toMatchObject({
        interviewers: [{ name: providerId === other ? 'Dele Adeyemi' : 'Mara Brandt' }],
      });
    }
    expect(await refusalCodeOf(portal.appoint(shared, { providerId: 'per_unknown' }))).toBe('not_found');
  });

  it('reminds the client when they wish and the provider when the policy says', async () => {
    const client = await portal.appoint(service, { reminderBefore: 'PT3H' });
    const start = (await client.slots()).starts.at(-1) ?? '';
    const booked = await client.book(start);
    const reminders = booked.mails.filter(({ kind }) => kind === 'reminder').map(({ at }) => Date.parse(at));
    expect(reminders).toEqual([Date.parse(start) - 3 * 3_600_000]);
    const { interviewId } = client;
    const later = await client.browser.call<typeof booked>('candidate.setPreferences', {
      interviewId,
      reminderBefore: null,
    });
    expect(later.mails.filter(({ kind }) => kind === 'reminder').length).toBeGreaterThan(1);
  });

  it('sends nothing at once when the client wishes for a reminder whose instant has passed', async () => {
    const client = await portal.appoint(service);
    const startsAt = (await client.slots()).starts.find((start) => Date.parse(start) > now + 3 * day) ?? '';
    await client.book(startsAt);
    const before = now;
    now = Date.parse(startsAt) - 20 * hour;
    try {
      for (const reminderBefore of ['P1D', 'PT3H', null, 'PT3H']) {
        const { interviewId } = client;
        const { mails } = await client.browser.call<{ mails: Mail[] }>('candidate.setPreferences', {
          interviewId,
          reminderBefore,
        });
        const due = mails.filter(({ kind, state, at }) => {
          return kind === 'reminder' && state === 'planned' && Date.parse(at) <= now;
        });
        expect([reminderBefore, due]).toEqual([reminderBefore, []]);
      }
    } finally {
      now = before;
    }
  });

  it('whose provider leaves is given to another one, or put before staff when the client wanted nobody else', async () => {
    const pair = [await portal.addInterviewer(), await portal.addInterviewer()];
    const shared = await portal.addService(pair, { name: 'Two of them' });
    const providerOf = async ({ interviewId }: CandidateBrowser) => {
      const { interviewers } = await portal.admin.ask<{ interviewers: { personId: string }[] }>('interviews.get', {
        interviewId,
      });
      return interviewers[0]?.personId ?? '';
    };
    const anybody = await portal.appoint(shared);
    await anybody.book((await anybody.slots()).starts[0] ?? '');
    const leaver = await providerOf(anybody);
    const loyal = await portal.appoint(shared, { providerId: leaver });
    await loyal.book((await loyal.slots()).starts[4] ?? '');

    await portal.admin.call('people.deactivate', { personId: leaver });

    expect(await providerOf(anybody)).toBe(pair.find((id) => id !== leaver));
    const { appointments } = await portal.admin.ask<{ appointments: object[] }>('appointments.list', {
      filter: { attention: true },
    });
    expect(appointments).toEqual([
      expect.objectContaining({ interviewId: loyal.interviewId, attention: 'interviewer_out' }),
    ]);
  });

  it('whose provider did not come leaves days to choose another time, and staff hear when none was chosen', async () => {
    const before = now;
    const client = await portal.appoint(service);
    await client.book((await client.slots()).starts[8] ?? '');
    const { interviewId } = client;
    try {
      now = Date.parse((await client.view()).startsAt ?? '') + 1_000;
      await portal.renewSession();
      await portal.admin.call('interviews.markNoShow', { interviewId, party: 'interviewer' });
      const bookBy = Date.parse((await client.view()).link.expiresAt);
      expect(bookBy).toBeGreaterThan(now + 7 * day);
      now = bookBy;
      await applyAsTimer(
        portal.app,
        { tenantId: portal.tenantId as TenantId, interviewId: interviewId as AppointmentId },
        expire,
      );
      await portal.renewSession();
      const { items } = await portal.admin.ask<{ items: object[] }>('queue.list', {});
      expect(items).toContainEqual(
        expect.objectContaining({ interviewId, kind: 'expired', actions: ['extendLink', 'dismiss'] }),
      );
    } finally {
      now = before;
      await portal.renewSession();
    }
  });

  it('is not asked for a reminder when it is an interview', async () => {
    const candidate = await portal.invite(await portal.addTemplate([provider]));
    const { interviewId } = candidate;
    const wish = candidate.browser.call('candidate.setPreferences', { interviewId, reminderBefore: 'PT3H' });
    expect(await refusalCodeOf(wish)).toBe('status_forbids');
  });
});
