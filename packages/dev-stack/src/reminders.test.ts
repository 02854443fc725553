import { workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { intentKey, proveAddress } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import { type Company, type Event, startCompany } from './test-company.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

let portal: Portal;
let company: Company;
let namespace: string;
beforeAll(async () => {
  namespace = await freshNamespace();
  portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: namespace,
    databases: { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') },
    env: {
      booking: { INTERLUDE_LIMITS: 'off' },
      notifications: { INTERLUDE_SENDS_PER_SECOND: '0', INTERLUDE_LOOKUP_WAIT_MS: '1500' },
      sandbox: { INTERLUDE_SANDBOX_INDEX_DELAY_MS: '500', INTERLUDE_SANDBOX_DELIVERY_DELAY_MS: '50' },
    },
  });
  company = await startCompany(portal);
});
afterAll(async () => await portal?.stop());

/** A lead that makes a reminder of this start fall due that many seconds from now. */
function leadDueIn(seconds: number, startsAt: string): string {
  return `PT${Math.round((Date.parse(startsAt) - Date.now()) / 1000) - seconds}S`;
}

const reminders = (events: Event[]) => events.filter(({ what }) => what === 'reminder');

describe('each reminder', () => {
  it('is sent exactly once although workers die, the provider drops connections and webhooks come twice', async () => {
    const templateId = await company.addTemplate([await company.addInterviewer()], {
      durationMinutes: 5,
      stepMinutes: 5,
    });
    const probe = await company.invite(templateId);
    const offered = (await probe.slots()).starts.slice(20);
    const interviews = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const startsAt = offered[n] ?? '';
        const lead = leadDueIn(14, startsAt);
        const policy = {
          reminders: [
            { before: lead, to: 'candidate' },
            { before: lead, to: 'interviewers' },
            // Due long before the booking: recorded, never sent.
            { before: 'P30D', to: 'candidate' },
          ],
        };
        const candidate = await company.invite(templateId, policy);
        await candidate.book(startsAt);
        return { candidate, startsAt };
      }),
    );
    // The first three are moved and the next three cancelled before anything is due: their reminders are void.
    const spare = offered.slice(40);
    for (const [n, { candidate }] of interviews.slice(0, 3).entries()) await candidate.reschedule(spare[n] ?? '');
    for (const { candidate } of interviews.slice(3, 6)) {
      const { interviewId } = candidate;
      const reason = { code: 'illness' };
      await candidate.browser.call('candidate.cancel', { interviewId, reason, idempotencyKey: intentKey() });
    }
    await company.mailbox.setFaults([
      { kind: 'accept-then-reset', probability: 0.3 },
      { kind: 'duplicate-webhook', probability: 1 },
    ]);
    await portal.kill9('workflows');
    await portal.kill9('notifications');
    await Promise.all([portal.restart('workflows'), portal.restart('notifications')]);

    const kept = interviews.slice(6).map(({ candidate }) => candidate.interviewId);
    await until(
      'all reminders',
      async () => {
        const all = (await Promise.all(kept.map((interviewId) => company.timeline(interviewId)))).flatMap(reminders);
        return (
          all.every(({ when }) => when === 'past' || when === 'skipped') &&
          all.filter(({ when }) => when === 'past').length === 12
        );
      },
      { deadlineMs: 120_000, everyMs: 500 },
    );

    const { bySk, duplicates } = await company.mailbox.stats();
    expect(duplicates).toBe(0);
    expect(Object.values(bySk).every((count) => count === 1)).toBe(true);
    for (const interviewId of kept) {
      const sent = (await company.mailbox.messages({ tag: 'reminder', metadata_iv: interviewId })).length;
      expect(sent).toBe(2);
      expect(reminders(await company.timeline(interviewId))).toContainEqual(
        expect.objectContaining({
          when: 'skipped',
          because: 'past',
          detail: expect.objectContaining({ lead: 'P30D' }),
        }),
      );
    }
    for (const { candidate } of interviews.slice(0, 6)) {
      expect(await company.mailbox.messages({ tag: 'reminder', metadata_iv: candidate.interviewId })).toEqual([]);
    }
  });

  it('stops for an address that bounces, and HR sees why', async () => {
    await company.mailbox.setFaults([]);
    const templateId = await company.addTemplate([await company.addInterviewer()]);
    const candidate = await company.invite(templateId);
    const [mail] = await company.mailbox.messages({ metadata_iv: candidate.interviewId });
    await company.mailbox.bounce(mail?.messageId ?? '', 'hard-bounce');

    const bounced = ({ what, detail }: Event) => what === 'invitation' && detail['delivery'] === 'bounced';
    await until('the bounce', async () => (await company.timeline(candidate.interviewId)).some(bounced));
    await candidate.book((await candidate.slots()).starts[0] ?? '');
    const isSuppressed = ({ what, because }: Event) => what === 'scheduled' && because === 'suppressed';
    await until('the suppressed mail', async () => (await company.timeline(candidate.interviewId)).some(isSuppressed));
    const { attention, candidate: person } = await company.admin.ask<{
      attention: string;
      candidate: { mailBounces: boolean };
    }>('interviews.get', { interviewId: candidate.interviewId });
    expect([attention, person.mailBounces]).toEqual(['bounced', true]);
  });
});

describe('nothing personal', () => {
  it('reaches a log of any service or the history of a workflow', async () => {
    const secrets = {
      name: 'Xanthippe Quisquilia',
      email: 'xq-canary@candidate.example',
      note: 'canary note: a step-free room',
    };
    const templateId = await company.addTemplate([await company.addInterviewer()]);
    const candidate = await company.invite(templateId, {}, { name: secrets.name, email: secrets.email });
    const { starts } = await candidate.slots();
    await candidate.book(starts[2] ?? '', { note: secrets.note });
    await candidate.reschedule(starts[5] ?? '', { reason: { code: 'other', text: secrets.note } });
    await candidate.browser.call('candidate.exchange', { token: `${candidate.link}x` }).catch(() => undefined);
    const { interviewId } = candidate;
    const reason = { code: 'other', text: secrets.note };
    await candidate.browser.call('candidate.cancel', { interviewId, reason, idempotencyKey: intentKey() });
    const isTold = ({ what, when, detail }: Event) =>
      what === 'cancelled' && when === 'past' && detail['to'] === 'candidate';
    await until('the last mail', async () => (await company.timeline(interviewId)).some(isTold), {
      deadlineMs: 60_000,
    });

    const history = await historyOf(interviewId);
    const logs = portal.logs();
    expect(history.length).toBeGreaterThan(1_000);
    expect(history).toContain(interviewId);
    expect(logs).toContain('listening');
    const signature = candidate.link.split('.')[2] ?? 'none';
    for (const secret of [
      ...Object.values(secrets),
      'Quisquilia',
      'xq-canary',
      signature,
      company.password,
      company.email,
    ]) {
      expect([secret, logs.includes(secret), history.includes(secret)]).toEqual([secret, false, false]);
    }
  });

  it('reaches one either while a client proves an address and books: no name, no address, no code', async () => {
    const name = 'Melpomene Zwickelmann';
    const email = 'mz-canary@client.example';
    const service = await company.addService([await company.addInterviewer()]);
    const proofs: string[] = [];
    let code = '';
    const codeOf = async (proofId: string) => {
      proofs.push(proofId);
      code = await company.codeFor(email);
      return code;
    };
    const client = await proveAddress(portal.urls.booking, service, { codeOf, email, name });
    await client.book((await client.slots()).starts[2] ?? '');
    const isTold = ({ what, when }: Event) => what === 'scheduled' && when === 'past';
    await until('the confirmation', async () => (await company.timeline(client.interviewId)).some(isTold));

    const histories = (await Promise.all([...proofs, client.interviewId].map(historyOf))).join();
    const logs = portal.logs();
    expect(histories).toContain(proofs[0]);
    for (const secret of [name, 'Zwickelmann', 'mz-canary']) {
      expect([secret, logs.includes(secret), histories.includes(secret)]).toEqual([secret, false, false]);
    }
    // Six digits may stand in some longer number by chance; as a word of their own they may not.
    expect(new RegExp(`(?<![\\dA-Za-z])${code}(?![\\dA-Za-z])`).test(`${logs}${histories}`)).toBe(false);
  });
});

async function historyOf(id: string): Promise<string> {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const client = new Client({ connection, namespace });
  const history = await client.workflow.getHandle(workflowIdOf(id)).fetchHistory();
  await connection.close();
  return JSON.stringify(history, (_, value) =>
    value instanceof Uint8Array || value?.type === 'Buffer' ? Buffer.from(value.data ?? value).toString() : value,
  );
}
