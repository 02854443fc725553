import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { TenantId } from '@interlude/shared/ids';
import fc from 'fast-check';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOfBooking } from '../../../test/mails.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import { messageFor } from '../../obligations/message-for.ts';

let portal: TestPortal;
let templateId: string;
let candidate: CandidateBrowser;
beforeAll(async () => {
  portal = await startTestPortal();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
  candidate = await portal.invite(templateId);
});
afterAll(async () => await portal.stop());

const rowOf = async (interviewId: string) =>
  await portal.collection<{ _id: string; notices: object[] }>('bookings').findOne({ _id: interviewId });
/** What the mails of a booking that carry its link again say now. */
async function linkMailsOf(interviewId: string) {
  const { items } = await planOfBooking(portal, interviewId, Date.now());
  const keys = items.flatMap((item) => (item.does === 'notify' && item.kind === 'link' ? item.key : []));
  const ref = { tenantId: portal.tenantId as TenantId, interviewId };
  const answers = await Promise.all(keys.map((key) => messageFor(portal.app, { ...ref, key })));
  return answers.flatMap((answer) => ('message' in answer ? answer.message : []));
}
function refusalOf(token: string): string | null {
  try {
    portal.app.tokens.verify(token, Date.now());
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
const invalid = { status: 401, refusal: { code: 'link_invalid' } };

describe('a link', () => {
  it('may be opened, prefetched and asked for any number of times without changing anything', async () => {
    const before = await rowOf(candidate.interviewId);
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await portal.browser().fetch('/i', { method });
    for (let n = 0; n < 5; n++) await portal.openLink(candidate.link);
    await candidate.view();
    await candidate.slots();
    expect(await rowOf(candidate.interviewId)).toEqual(before);
  });

  it('carries no personal data', () => {
    const claims = JSON.parse(Buffer.from(candidate.link.split('.')[1] ?? '', 'base64url').toString());
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iid', 'iss', 'jti', 'tid', 'ver']);
  });

  it('opens nothing when it was changed in any way', async () => {
    const [header = '', payload = '', signature = ''] = candidate.link.split('.');
    const secret = portal.config.linkKeys[0]?.secret ?? '';
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const good = { algorithm: 'HS256' as const, header: { alg: 'HS256', typ: 'cand+jwt', kid: 'one' } };
    const { exp: _, ...endless } = claims;
    const forged = [
      '',
      'x',
      `${header}.${payload}.`,
      `${Buffer.from('{"alg":"none","typ":"cand+jwt","kid":"one"}').toString('base64url')}.${payload}.`,
      jwt.sign(claims, 'a', good),
      jwt.sign(endless, secret, good),
      jwt.sign(claims, secret, { ...good, header: { ...good.header, typ: 'JWT' } }),
      jwt.sign(claims, secret, { ...good, header: { ...good.header, kid: 'two' } }),
      jwt.sign({ ...claims, aud: 'internal' }, secret, good),
      jwt.sign({ ...claims, admin: true }, secret, good),
      jwt.sign({ ...claims, iid: 'int_01ZZZZZZZZZZZZZZZZZZZZZZZZ' }, secret, good),
      `${header}.${payload}.${signature}x`,
    ];
    for (const token of forged) await expect(portal.openLink(token)).rejects.toMatchObject(invalid);
  });

  it('is refused after any change of one character in two thousand mutations', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    // The last character of an unpadded signature holds two bits that decode to nothing.
    const position = fc.integer({ min: 0, max: candidate.link.length - 2 });
    fc.assert(
      fc.property(position, fc.constantFrom(...alphabet), (at, character) => {
        const token = candidate.link.slice(0, at) + character + candidate.link.slice(at + 1);
        return token === candidate.link || refusalOf(token) === 'link_invalid';
      }),
      { numRuns: 2_000 },
    );
  });

  it('still works after its interview was booked, and says when it was replaced by a longer one', async () => {
    const other = await portal.invite(templateId);
    await portal.admin.call('interviews.extendLink', { interviewId: other.interviewId, validFor: 'P3D' });
    await expect(portal.openLink(other.link)).rejects.toMatchObject({
      status: 410,
      refusal: { code: 'link_replaced' },
    });
    await expect(other.view()).rejects.toMatchObject({ status: 410, refusal: { code: 'link_replaced' } });
    const fresh = await portal.openLink(await portal.linkOf(other.interviewId));
    const booked = await fresh.book((await fresh.slots()).starts[0] ?? '');
    expect(Date.parse(booked.link.expiresAt)).toBeGreaterThan(Date.parse(booked.endsAt ?? ''));
    expect((await portal.openLink(fresh.link)).interviewId).toBe(other.interviewId);
  });

  it('takes the place of the old one in the browser that had opened that, whichever process renewed it', async () => {
    const other = await portal.invite(templateId);
    const { interviewId, browser } = other;
    await other.view();
    await portal.admin.call('interviews.extendLink', { interviewId, validFor: 'P3D' });
    await browser.call('candidate.exchange', { token: await portal.linkOf(interviewId) });
    expect((await other.view()).status).toBe('invited');

    await portal.admin.call('interviews.extendLink', { interviewId, validFor: 'P4D' });
    // As another process would write it.
    const grants = portal.collection<{ grants: Record<string, { ver: number }> }>('sessions');
    const ver = `grants.${interviewId}.ver`;
    await grants.updateOne({ [ver]: { $exists: true } }, { $inc: { [ver]: 1 } });
    expect((await other.view()).status).toBe('invited');
    const plain = await browser.fetch(`/api/interviews/${interviewId}/slots?zone=UTC`);
    expect(plain.status).toBe(200);
  });

  it('that was asked for is mailed as the one it was, and only one with a later deadline as a new one', async () => {
    const { interviewId, link } = await portal.invite(templateId);
    await portal.browser().call('candidate.resendLink', { interviewId });
    await portal.app.afterwards.settled();
    const [again] = await linkMailsOf(interviewId);
    expect(again?.url).toBe(`${portal.config.publicUrl}/i?lang=en#${link}`);
    expect(again).not.toHaveProperty('isNewLink');

    await portal.admin.call('interviews.extendLink', { interviewId, validFor: 'P20D' });
    const [, extended] = await linkMailsOf(interviewId);
    expect(extended).toMatchObject({ isNewLink: true });
    expect(extended?.url).not.toContain(link);
    await expect(portal.openLink(link)).rejects.toThrow();
  });

  it('is sent again only to the address on file, with the same answer for ids that do not exist', async () => {
    const browser = portal.browser();
    const known = await browser.call('candidate.resendLink', { interviewId: candidate.interviewId });
    expect(await browser.call('candidate.resendLink', { interviewId: 'int_01ZZZZZZZZZZZZZZZZZZZZZZZZ' })).toEqual(
      known,
    );
    expect(await browser.call('candidate.resendLink', { token: 'nonsense' })).toEqual(known);
    await portal.app.afterwards.settled();
    const row = await rowOf(candidate.interviewId);
    expect(row?.notices).toEqual([
      expect.objectContaining({ kind: 'invitation' }),
      expect.objectContaining({ kind: 'link', recipients: [expect.objectContaining({ role: 'candidate' })] }),
    ]);
  });
});
