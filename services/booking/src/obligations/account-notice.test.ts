import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import type { PersonId } from '@interlude/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addColleague, mailedTokens, newPassword } from '../../test/passwords.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { AccountNoticeRow } from '../access/account-notice-store.ts';
import type { OutboxRow } from '../journal/outbox-store.ts';
import { createActivities } from '../temporal/activities.ts';

let portal: TestPortal;
let now = Date.parse('2027-03-01T09:00:00Z');
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
beforeEach(async () => await portal.renewSession());
afterAll(async () => await portal.stop());

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' };
const dayMs = 86_400_000;

let people = 0;
/** Somebody who has chosen a password and signed in with it. */
async function somebody() {
  const email = `holder-${++people}@acme.example`;
  const { personId, browser } = await addColleague(portal, { email });
  const signIn = async (password: string, from: Browser = portal.browser(), headers: Record<string, string> = {}) =>
    await refusalCodeOf(from.call('staff.signIn', { email, password }, headers));
  const owed = async () => {
    const filter = { interviewId: /^acn_/, tenantId: portal.tenantId };
    const nudges = await portal
      .collection<OutboxRow>('outbox')
      .find(filter as object)
      .toArray();
    const due = new Set<string>(nudges.map(({ interviewId }) => interviewId));
    const rows = await portal
      .collection<AccountNoticeRow>('accountNotices')
      .find({ personId: personId as PersonId })
      .sort({ _id: 1 })
      .toArray();
    return rows.filter(({ _id }) => due.has(_id));
  };
  const kinds = async () => (await owed()).map(({ kind }) => kind);
  const messageOf = async ({ _id, kind }: AccountNoticeRow) =>
    await portal.internal('messageFor', {
      tenantId: portal.tenantId,
      interviewId: _id,
      key: `${kind}@0:interviewer:${personId}`,
    });
  return { email, personId, browser, signIn, owed, kinds, messageOf };
}

describe('the holder of an account is mailed', () => {
  it('of a sign-in from a browser that has not signed in before, and of none from one that has', async () => {
    const { browser, signIn, owed, kinds, messageOf, email } = await somebody();
    expect(await kinds()).toEqual([]);
    expect(await signIn(newPassword, browser)).toBeNull();
    expect(await signIn('a wrong password')).toBe('not_signed_in');
    expect(await kinds()).toEqual([]);

    const other = portal.browser();
    expect(await signIn(newPassword, other, firefox)).toBeNull();
    expect(await signIn(newPassword, other, firefox)).toBeNull();
    const [notice, ...more] = await owed();
    expect(more).toEqual([]);
    if (notice === undefined) throw new Error('nothing is owed');
    expect(await messageOf(notice)).toMatchObject({
      message: {
        kind: 'new_sign_in',
        to: { email },
        startsAt: new Date(now).toISOString(),
        browser: 'Firefox, Linux',
        url: `${portal.app.config.publicUrl}/hr/account`,
      },
      usefulUntil: now + 7 * dayMs,
    });
  });

  it('of a password that was changed, in their account or by a mailed link, and not of the first one', async () => {
    const { browser, personId, email, kinds } = await somebody();
    await browser.call('account.changePassword', { current: newPassword, next: 'yet another password' });
    expect(await kinds()).toEqual(['password_changed']);
    now += 60_000;
    await portal.browser().call('staff.requestReset', { email });
    const [token] = await mailedTokens(portal, personId);
    await portal.browser().call('staff.reset', { token, password: newPassword });
    expect(await kinds()).toEqual(['password_changed', 'password_changed']);
    const wrong = { current: 'a wrong password', next: 'one more password' };
    expect(await refusalCodeOf((await portal.signIn(email, newPassword)).call('account.changePassword', wrong))).toBe(
      'invalid_input',
    );
    expect((await kinds()).filter((kind) => kind === 'password_changed')).toHaveLength(2);
  });

  it('once, by a workflow that is found by company and person, and not after they have left', async () => {
    const { signIn, owed, messageOf, personId } = await somebody();
    await signIn(newPassword);
    const [notice] = await owed();
    if (notice === undefined) throw new Error('nothing is owed');
    const interviewId = notice._id;
    expect(workflowIdOf(interviewId)).toBe(`account-notice:${interviewId}`);
    const plan = async () =>
      await createActivities(portal.app, () => now).planInterview({ tenantId: portal.tenantId, interviewId });
    const attributes = { TenantId: portal.tenantId, InterviewStatus: 'new_sign_in', InterviewerIds: [personId] };
    const item = { kind: 'new_sign_in', recipient: { role: 'interviewer', personId }, usefulUntil: now + 7 * dayMs };
    expect(await plan()).toMatchObject({ over: false, attributes, items: [item] });
    const sent = { key: `new_sign_in@0:interviewer:${personId}`, state: 'sent', because: null, messageId: 'one' };
    await portal.internal('recordSend', {
      tenantId: portal.tenantId,
      interviewId,
      ...sent,
      at: new Date(now).toISOString(),
    });
    expect(await plan()).toMatchObject({ over: true, items: [] });

    await portal.admin.call('people.deactivate', { personId });
    expect(await messageOf(notice)).toEqual({ skip: 'superseded' });
  });
});
