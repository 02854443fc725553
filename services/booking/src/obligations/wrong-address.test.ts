import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mailToGuest } from '../../test/mails.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let templateId: string;
let now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: { minimumNotice: 'PT0S' } });
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  await bookings().updateMany({}, { $set: { marks: [] } });
});

const bookings = () => portal.collection<{ _id: string; marks: object[] }>('bookings');

interface Item {
  readonly kind: string;
  readonly candidateId: string | null;
  readonly clientId: string | null;
  readonly actions: string[];
}
const queue = async () => await portal.admin.ask<{ items: Item[] }>('queue.list', {});
const kinds = async () => (await queue()).items.map(({ kind }) => kind);
const mailTo = (interviewId: string, kind: string) => mailToGuest(portal, { interviewId, kind }, () => now);

describe('a wrong address', () => {
  it('is corrected: mails go on to the new one, the former link ends, and the mark with it', async () => {
    const candidate = await portal.invite(templateId);
    const { interviewId } = candidate;
    await (await mailTo(interviewId, 'invitation')).became('bounced', true);
    const [item] = (await queue()).items;
    expect(item?.actions).toEqual(['correctAddress', 'resendLink', 'dismiss']);
    const { candidateId } = item ?? {};
    const email = `right-${intentKey()}@candidate.example`.toLowerCase();
    await portal.admin.call('candidates.update', { candidateId, email });

    expect(await kinds()).toEqual([]);
    expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
      candidate: { email, mailBounces: false },
    });
    await expect(candidate.view()).rejects.toThrow();
    const link = await mailTo(interviewId, 'link');
    expect(link).toBeDefined();
    const renewed = await portal.openLink(await portal.linkOf(interviewId));
    expect(await renewed.view()).toMatchObject({ status: 'invited' });
    const audit = await portal.collection('audit').findOne({ action: 'updateCandidate' }, { sort: { at: -1 } });
    expect(audit).toMatchObject({ interviewId: null, detail: { candidate: candidateId, fields: 'email' } });
    expect(JSON.stringify(audit)).not.toContain(email);
  });

  it('of a client is corrected the same way, and counts as their mailbox from then on', async () => {
    const service = await portal.addService([await portal.addInterviewer()]);
    const client = await portal.appoint(service);
    await client.book((await client.slots()).starts[4] ?? '');
    const { interviewId } = client;
    await (await mailTo(interviewId, 'scheduled')).became('bounced', true);
    const [item] = (await queue()).items;
    expect(item).toMatchObject({ candidateId: null, actions: ['correctAddress', 'resendLink', 'dismiss'] });
    const { clientId } = item ?? {};
    const name = intentKey().toLowerCase();
    const email = `${name}+tag@client.example`;
    await portal.admin.call('clients.update', { clientId, email });

    expect(await kinds()).toEqual([]);
    expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({
      candidate: { email, mailBounces: false },
    });
    await expect(client.view()).rejects.toThrow();
    expect(await mailTo(interviewId, 'link')).toBeDefined();
    const renewed = await portal.openLink(await portal.linkOf(interviewId));
    expect(await renewed.view()).toMatchObject({ status: 'scheduled' });
    const stored = portal.collection<{ _id: string; mailbox: string }>('clients');
    expect(await stored.findOne({ _id: clientId as string })).toMatchObject({ mailbox: `${name}@client.example` });
    const audit = await portal.collection('audit').findOne({ action: 'updateClient' });
    expect(audit).toMatchObject({ interviewId: null, detail: { client: clientId, fields: 'email' } });

    const other = await portal.appoint(service);
    const { email: taken } = (
      await portal.admin.ask<{ candidate: { email: string } }>('interviews.get', { interviewId: other.interviewId })
    ).candidate;
    await expect(portal.admin.call('clients.update', { clientId, email: taken })).rejects.toMatchObject({
      refusal: { code: 'invalid_input', issues: [{ path: 'email', message: 'is taken' }] },
    });
  });

  it('that was corrected says nothing of the new one, however late its bounces and deliveries are told', async () => {
    const { interviewId } = await portal.invite(templateId);
    const first = await mailTo(interviewId, 'invitation');
    await first.made();
    const row = await portal.collection<{ _id: string; candidateId: string }>('bookings').findOne({ _id: interviewId });
    const correct = async () => {
      const email = `right-${intentKey()}@candidate.example`.toLowerCase();
      await portal.admin.call('candidates.update', { candidateId: row?.candidateId, email });
    };
    const bounces = async () =>
      (await portal.admin.ask<{ candidate: { mailBounces: boolean } }>('interviews.get', { interviewId })).candidate
        .mailBounces;
    await correct();
    await first.became('bounced', true);
    expect([await kinds(), await bounces()]).toEqual([[], false]);
    await first.is('skipped', 'suppressed');
    expect([await kinds(), await bounces()]).toEqual([[], false]);

    const link = await mailTo(interviewId, 'link');
    await link.made();
    now += 1_000;
    await link.became('bounced', true);
    expect([await kinds(), await bounces()]).toEqual([['bounced'], true]);
    now += 1_000;
    await first.became('delivered');
    expect([await kinds(), await bounces()]).toEqual([['bounced'], true]);
    await correct();
    expect([await kinds(), await bounces()]).toEqual([[], false]);
    await link.became('bounced', true);
    expect([await kinds(), await bounces()]).toEqual([[], false]);
  });

  it('is refused where another candidate has it, and nothing is changed then', async () => {
    const [one, two] = [await portal.invite(templateId), await portal.invite(templateId)];
    const rowOf = async ({ interviewId }: CandidateBrowser) =>
      (await bookings().findOne({ _id: interviewId })) as unknown as { candidateId: string; access: { ver: number } };
    const [mine, theirs] = [await rowOf(one), await rowOf(two)];
    const known = await portal
      .collection<{ _id: string; email: string }>('candidates')
      .findOne({ _id: theirs.candidateId });
    const asked = portal.admin.call('candidates.update', { candidateId: mine.candidateId, email: known?.email });
    await expect(asked).rejects.toMatchObject({
      refusal: { code: 'invalid_input', issues: [{ path: 'email', message: 'is taken' }] },
    });
    expect((await rowOf(one)).access.ver).toBe(mine.access.ver);
    expect(await one.view()).toMatchObject({ status: 'invited' });
  });
});
