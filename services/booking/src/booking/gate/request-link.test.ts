import { addInterviewer, addTemplate, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { Notice } from '@interlude/shared/booking/agenda-facts';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import { createActivities } from '../../temporal/activities.ts';

let portal: TestPortal;
let templateId = '';
let now = Date.now();
beforeAll(async () => {
  // Limits are on, and each caller comes from a network of their own.
  const env = { INTERLUDE_LIMITS: 'on', INTERLUDE_TRUSTED_PROXIES: '1' };
  portal = await startTestPortal({ env, now: () => now });
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

const dayMs = 86_400_000;
let networks = 0;

/** A call from a network that has not called before, as a proxy would forward it. */
async function callFrom(path: string, input: object, network = `198.51.100.${++networks}`) {
  const answer = await fetch(`${portal.base}/trpc/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-interlude': '1',
      origin: portal.config.publicUrl,
      'x-forwarded-for': network,
    },
    body: JSON.stringify(input),
  });
  await portal.app.afterwards.settled();
  return { status: answer.status, body: await answer.text() };
}

async function linksOf(interviewId: string): Promise<Notice[]> {
  const row = await portal.collection<{ _id: string; notices: Notice[] }>('bookings').findOne({ _id: interviewId });
  return (row?.notices ?? []).filter(({ kind }) => kind === 'link');
}

/** Invites somebody by address in the company of an administrator. */
async function inviteIn(admin: TestPortal['admin'], email: string): Promise<string> {
  const template = admin === portal.admin ? templateId : await addTemplate(admin, [await addInterviewer(admin)]);
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Baker' });
  const candidate = { name: 'Ada', email, zone: 'UTC' };
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', { jobId, candidate });
  const asked = { applicationId, templateId: template, idempotencyKey: intentKey() };
  return (await admin.call<{ interviewId: string }>('interviews.invite', asked)).interviewId;
}

describe('a link asked for by address', () => {
  it('is mailed once by each company that knows the address, with one answer for every address', async () => {
    const other = await portal.newTenant();
    const admin = await portal.signIn(other.email, other.password);
    const email = `${intentKey()}@candidate.example`.toLowerCase();
    const earlier = await inviteIn(portal.admin, email);
    now += 1_000;
    const [later, elsewhere] = [await inviteIn(portal.admin, email), await inviteIn(admin, email)];

    const known = await callFrom('candidate.resendLink', { email: email.toUpperCase() });
    expect(known).toEqual(await callFrom('candidate.resendLink', { email: 'nobody@candidate.example' }));
    expect(known.body).toBe('{"result":{"data":{"accepted":true}}}');
    const sent = await Promise.all([earlier, later, elsewhere].map(linksOf));
    expect(sent.map((links) => links.length)).toEqual([0, 1, 1]);
  });

  it('fills no mailbox, from however many networks it is asked for', async () => {
    const email = `${intentKey()}@candidate.example`.toLowerCase();
    const interviewId = await inviteIn(portal.admin, email);
    for (let n = 0; n < 5; n += 1) await callFrom('candidate.resendLink', { email }, '203.0.113.7');
    expect(await linksOf(interviewId)).toHaveLength(3);
    for (let n = 0; n < 12; n += 1) expect((await callFrom('candidate.resendLink', { email })).status).toBe(200);
    expect(await linksOf(interviewId)).toHaveLength(12);
  });
});

it('costs the holder of a link nothing when strangers who know its id ask for it', async () => {
  const candidate = await portal.invite(templateId);
  const { interviewId } = candidate;
  for (let n = 0; n < 8; n += 1) await callFrom('candidate.resendLink', { interviewId });
  const before = (await linksOf(interviewId)).length;
  expect(before).toBe(3);
  await candidate.browser.call('candidate.resendLink', { interviewId });
  await callFrom('candidate.resendLink', { token: candidate.link });
  await portal.app.afterwards.settled();
  expect(await linksOf(interviewId)).toHaveLength(before + 2);
});

it('is limited by link for holders, whatever strangers of their network asked for', async () => {
  const network = `198.51.100.${++networks}`;
  const holders = await Promise.all(Array.from({ length: 3 }, () => portal.invite(templateId)));
  const stranger = async (name: string) =>
    (await callFrom(`candidate.${name}`, { interviewId: 'int_01ZZZZZZZZZZZZZZZZZZZZZZZZ' }, network)).status;
  for (let n = 0; n < 10; n += 1) expect(await stranger('resendLink')).toBe(200);
  expect([await stranger('resendLink'), await stranger('requestInvitation')]).toEqual([429, 429]);
  // A token that only looks like one of ours is a stranger's.
  expect((await callFrom('candidate.resendLink', { token: `${holders[0]?.link}x` }, network)).status).toBe(429);

  for (const { interviewId, link } of holders) {
    expect((await callFrom('candidate.resendLink', { token: link }, network)).status).toBe(200);
    expect(await linksOf(interviewId)).toHaveLength(1);
  }
});

it('tells the holder of a link that no further email goes out and when to ask again, and a stranger nothing', async () => {
  const { interviewId, link, browser } = await portal.invite(templateId);
  for (let n = 0; n < 3; n += 1) expect((await callFrom('candidate.resendLink', { token: link })).status).toBe(200);
  expect(await linksOf(interviewId)).toHaveLength(3);

  const refused = { refusal: { code: 'rate_limited', retryAfterSeconds: expect.any(Number) } };
  await expect(browser.call('candidate.resendLink', { interviewId })).rejects.toMatchObject(refused);
  expect((await callFrom('candidate.resendLink', { token: link })).status).toBe(429);
  for (let n = 0; n < 5; n += 1) {
    const answer = await callFrom('candidate.resendLink', { interviewId });
    expect(answer).toEqual({ status: 200, body: '{"result":{"data":{"accepted":true}}}' });
  }
  now += 3_600_000;
  await portal.renewSession();
  expect((await callFrom('candidate.resendLink', { token: link })).status).toBe(200);
});

describe('an invitation that has ended', () => {
  async function ended(): Promise<CandidateBrowser & { readonly bookBy: string }> {
    const candidate = await portal.invite(templateId, { invitationValidFor: 'P2D' });
    const { expiresAt: bookBy } = (await candidate.view()).link;
    const { tenantId } = portal;
    const { interviewId } = candidate;
    now += 2 * dayMs + 1_000;
    await portal.renewSession();
    const activities = createActivities(portal.app, () => now);
    const { items, version } = await activities.planInterview({ tenantId, interviewId });
    const item = items.find((one) => one.does === 'transition' && one.command === 'expire');
    if (item?.does !== 'transition') throw new Error('does not expire');
    await activities.applyDue({ tenantId, interviewId, item, expectedVersion: version });
    return { ...candidate, bookBy };
  }

  it('says when it ended, and lets HR know once that somebody still wants to come', async () => {
    const { interviewId, link, bookBy } = await ended();
    const opened = await portal.openLink(await portal.linkOf(interviewId));
    const view = await opened.browser.ask<InterviewView>('candidate.interview', { interviewId });
    expect([view.status, view.link.expiresAt]).toEqual(['expired', bookBy]);

    const answer = await callFrom('candidate.requestInvitation', { token: link });
    expect(answer).toEqual(
      await callFrom('candidate.requestInvitation', { interviewId: 'int_01ZZZZZZZZZZZZZZZZZZZZZZZZ' }),
    );
    await callFrom('candidate.requestInvitation', { interviewId });
    for (const status of [200, 200, 429])
      expect((await callFrom('candidate.requestInvitation', { token: link })).status).toBe(status);
    const seen = await portal.admin.ask<{ attention: string }>('interviews.get', { interviewId });
    expect(seen.attention).toBe('link_asked');
    const { events } = await portal.admin.ask<{ events: { what: string }[] }>('interviews.timeline', { interviewId });
    expect(events.filter(({ what }) => what === 'requestInvitation')).toHaveLength(1);
  });

  it('is asked for also by somebody who was missed or whose interview was called off, and HR make a new one in its place', async () => {
    const { admin } = portal;
    const actionsOf = async (candidate: CandidateBrowser) => (await candidate.view()).actions;
    const marked = async ({ interviewId }: CandidateBrowser) =>
      (await admin.ask<{ attention: string | null }>('interviews.get', { interviewId })).attention;
    const [cancelled, missed] = [await portal.invite(templateId), await portal.invite(templateId)];
    await cancelled.book((await cancelled.slots()).starts[2] ?? '');
    await missed.book((await missed.slots()).starts[8] ?? '');
    expect(await actionsOf(cancelled)).not.toContain('requestInvitation');
    await callFrom('candidate.requestInvitation', { token: cancelled.link });
    expect(await marked(cancelled)).toBe(null);

    await admin.call('interviews.cancel', { interviewId: cancelled.interviewId, reason: { code: 'other' } });
    await admin.call('interviews.start', { interviewId: missed.interviewId, reason: { code: 'agreed' } });
    await admin.call('interviews.markNoShow', { interviewId: missed.interviewId, party: 'candidate' });
    for (const candidate of [cancelled, missed]) {
      const { interviewId, link } = candidate;
      expect(await actionsOf(candidate)).toContain('requestInvitation');
      await callFrom('candidate.requestInvitation', { token: link });
      expect(await marked(candidate)).toBe('link_asked');
      const { items } = await admin.ask<{ items: { interviewId: string; actions: string[] }[] }>('queue.list', {});
      expect(items.find((item) => item.interviewId === interviewId)?.actions[0]).toBe('undo');
      await admin.call('interviews.undo', { interviewId });
      expect(await marked(candidate)).toBe(null);
    }
  });

  it('is not sent again by HR, who are shown to extend it, which settles what was asked', async () => {
    const { interviewId, link } = await ended();
    await callFrom('candidate.requestInvitation', { token: link });
    await expect(portal.admin.call('interviews.resendLink', { interviewId })).rejects.toMatchObject({
      refusal: { code: 'status_forbids', allowed: ['extendLink'] },
    });
    await portal.admin.call('interviews.extendLink', { interviewId, validFor: 'P3D' });
    const after = await portal.admin.ask<{ attention: string | null; status: string }>('interviews.get', {
      interviewId,
    });
    expect(after).toMatchObject({ attention: null, status: 'invited' });
  });
});
