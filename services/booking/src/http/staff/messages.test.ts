import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailToGuest } from '../../../test/mails.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

interface Event {
  readonly id: string;
  readonly source: string;
  readonly what: string;
  readonly isReadable?: true;
}
interface Sent {
  readonly subject: string;
  readonly text: string;
}

async function staff(roles: string[]): Promise<Browser> {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  await portal.admin.call('people.create', { name: 'Somebody', email, roles, zone: 'UTC', password });
  return await portal.signIn(email, password);
}

async function madeInvitation() {
  const templateId = await portal.addTemplate([await portal.addInterviewer()]);
  const { interviewId } = await portal.invite(templateId);
  const mail = await mailToGuest(portal, { interviewId, kind: 'invitation' }, () => Date.now());
  const { message } = (await mail.made()) as { message: { url: string; to: { name: string } } };
  const events = async () => {
    const answer = await portal.admin.ask<{ events: Event[] }>('interviews.timeline', { interviewId });
    return answer.events.filter(({ what }) => what === 'invitation');
  };
  return { interviewId, mail, message, events };
}

describe('a mail that was sent', () => {
  it('is read as it was sent, whatever is changed later, and nothing that opens its links is kept', async () => {
    const { interviewId, mail, message, events } = await madeInvitation();
    expect((await events())[0]?.isReadable).toBeUndefined();
    await mail.is('sent');
    const [event] = await events();
    expect(event?.isReadable).toBe(true);
    const read = async () => await portal.admin.ask<Sent>('messages.get', { interviewId, key: event?.id });
    const sent = await read();
    expect(sent).toMatchObject({ kind: 'invitation', role: 'candidate', subject: expect.stringMatching(/./) });
    const [page = '', token = ''] = message.url.split('#');
    expect(token.length).toBeGreaterThan(20);
    expect(sent.text).toContain(page);
    expect(sent.text).not.toContain('#');
    const rows = await portal
      .collection('sends')
      .find({ interviewId } as object)
      .toArray();
    expect(JSON.stringify(rows)).toContain(page);
    expect(JSON.stringify(rows)).not.toContain(token);

    await mail.made();
    await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
    expect(await read()).toEqual(sent);
  });

  it('is read by those whose booking it is, and not before it is sent', async () => {
    const { interviewId, mail, events } = await madeInvitation();
    const key = (await events())[0]?.id;
    const missing = { refusal: { code: 'not_found' } };
    await expect(portal.admin.ask('messages.get', { interviewId, key })).rejects.toMatchObject(missing);
    await mail.is('sent');
    for (const role of ['ops', 'interviewer', 'hiring_manager']) {
      const other = await staff([role]);
      await expect(other.ask('messages.get', { interviewId, key })).rejects.toMatchObject(missing);
    }
    const recruiter = await staff(['recruiter']);
    expect(await recruiter.ask('messages.get', { interviewId, key })).toMatchObject({ kind: 'invitation' });
  });
});
