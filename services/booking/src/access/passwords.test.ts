import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addColleague, mailedTokens, newPassword } from '../../test/passwords.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const hour = 3_600_000;
let portal: TestPortal;
let now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
beforeEach(async () => await portal.renewSession());
afterAll(async () => await portal.stop());

let people = 0;
const newAddress = () => `colleague-${++people}@acme.example`;
const set = (token: string, password = newPassword) =>
  refusalCodeOf(portal.browser().call('staff.reset', { token, password }));
const isSignedIn = async (browser: Browser) => (await refusalCodeOf(browser.ask('staff.me'))) === null;
const invite = async (email: string, more: object = {}) =>
  await portal.admin.call<{ personId: string }>('people.inviteColleague', {
    name: 'Noor Haddad',
    email,
    roles: ['recruiter'],
    ...more,
  });
const stateOf = async (personId: string) =>
  (await portal.admin.ask<{ state: string }>('people.get', { personId })).state;

describe('a colleague', () => {
  it('is invited by mail, sets a password with the link of it once, and signs in', async () => {
    const email = newAddress();
    const { personId } = await invite(email);
    expect(await stateOf(personId)).toBe('invited');
    const [token = ''] = await mailedTokens(portal, personId);

    expect(await set(token, 'too short')).toBe('invalid_input');
    expect(await set(token, 'Password1234!')).toBe('invalid_input');
    const answer = await portal.browser().call('staff.reset', { token, password: newPassword });
    expect(answer).toEqual({ email });
    expect(await stateOf(personId)).toBe('active');
    expect(await isSignedIn(await portal.signIn(email, newPassword))).toBe(true);
    expect(await set(token, 'somebody else’s password')).toBe('link_invalid');
    expect(await isSignedIn(await portal.signIn(email, newPassword))).toBe(true);
  });

  it('is invited once by a request that is repeated, and by no other under its key', async () => {
    const [email, idempotencyKey] = [newAddress(), intentKey()];
    const [one, two] = [await invite(email, { idempotencyKey }), await invite(email, { idempotencyKey })];
    expect(two).toEqual(one);
    expect(await mailedTokens(portal, one.personId)).toHaveLength(1);
    expect(await refusalCodeOf(invite(newAddress(), { idempotencyKey }))).toBe('idempotency_mismatch');
    expect(await refusalCodeOf(invite(email))).toBe('invalid_input');
  });

  it('can use any of the links mailed to them until one has set the password, each for 72 hours', async () => {
    const { personId } = await invite(newAddress());
    now += 71 * hour;
    await portal.renewSession();
    await portal.admin.call('people.resendInvitation', { personId });
    const [former = '', latter = ''] = await mailedTokens(portal, personId);
    now += 2 * hour;
    expect(await set(former)).toBe('link_expired');
    expect(await set(latter)).toBeNull();
    await portal.renewSession();
    expect(await refusalCodeOf(portal.admin.call('people.resendInvitation', { personId }))).toBe('status_forbids');
  });

  it('is set one password by uses of one link at once', async () => {
    const { personId } = await invite(newAddress());
    const [token = ''] = await mailedTokens(portal, personId);
    const codes = await Promise.all(Array.from({ length: 6 }, (_, n) => set(token, `password number ${n} of six`)));
    expect(codes.toSorted()).toEqual([...Array(5).fill('link_invalid'), null].toSorted());
  });
});

it('is refused for being made of one’s own address, name or company, wherever a password is set', async () => {
  const { personId } = await invite(newAddress());
  const [token = ''] = await mailedTokens(portal, personId);
  expect(await set(token, 'Noor-Haddad-1987!')).toBe('invalid_input');
  expect(await set(token)).toBeNull();
  const email = newAddress();
  const { browser } = await addColleague(portal, { email });
  const change = (next: string) =>
    refusalCodeOf(browser.call('account.changePassword', { current: newPassword, next }));
  expect(await change(`${email}!`)).toBe('invalid_input');
  expect(await change('yet another password')).toBeNull();
  const more = { name: 'Mara Lindt', email: newAddress(), zone: 'UTC', roles: ['recruiter'], interviewTypes: [] };
  const create = (password: string) => refusalCodeOf(portal.admin.call('people.create', { ...more, password }));
  expect(await create('Lindt.Mara.2027')).toBe('invalid_input');
  expect(await create(newPassword)).toBeNull();
});

describe('a lost password', () => {
  it('is asked for with one answer whether or not the address is known, and before it is looked up', async () => {
    const { personId, browser } = await addColleague(portal, { email: newAddress() });
    const { email } = await browser.ask<{ email: string }>('account.get');
    const ask = async (address: string) => {
      const response = await portal.browser().fetch('/trpc/staff.requestReset', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-interlude': '1' },
        body: JSON.stringify({ email: address }),
      });
      return [response.status, await response.text()];
    };
    const read = await portal.queriesOf(async () => {
      expect(await ask(email)).toEqual(await ask('nobody@acme.example'));
      await portal.app.afterwards.settled();
    });
    expect(read.filter((name) => name === 'people')).toHaveLength(2);
    expect(await mailedTokens(portal, personId)).toHaveLength(1);
  });

  it('is set anew with the mailed link within the hour, which ends every session and every other link', async () => {
    const { personId, browser } = await addColleague(portal, { email: newAddress() });
    const { email } = await browser.ask<{ email: string }>('account.get');
    for (let n = 0; n < 2; n++) await portal.browser().call('staff.requestReset', { email });
    const [one = '', two = ''] = await mailedTokens(portal, personId);
    expect(await set(two, 'yet another password')).toBeNull();
    expect(await isSignedIn(browser)).toBe(false);
    expect(await set(one)).toBe('link_invalid');
    expect(await refusalCodeOf(portal.signIn(email, newPassword))).toBe('not_signed_in');
    await portal.signIn(email, 'yet another password');

    await portal.browser().call('staff.requestReset', { email });
    const [late = ''] = await mailedTokens(portal, personId);
    now += hour + 1;
    expect(await set(late)).toBe('link_expired');
  });

  it('that is set anew while somebody signs in with the former one leaves them no session', async () => {
    const { personId, browser } = await addColleague(portal, { email: newAddress() });
    const { email } = await browser.ask<{ email: string }>('account.get');
    await portal.browser().call('staff.requestReset', { email });
    const [token = ''] = await mailedTokens(portal, personId);
    // The password was right, and the session is about to be written.
    const { sessions } = portal.app.stores;
    const { insert } = sessions;
    const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    sessions.insert = async (row) => {
      reached.resolve();
      await goOn.promise;
      await insert(row);
    };
    const signing = portal.signIn(email, newPassword);
    await reached.promise;
    sessions.insert = insert;
    expect(await set(token, 'yet another password')).toBeNull();
    goOn.resolve();
    expect(await isSignedIn(await signing)).toBe(false);
    expect(await isSignedIn(await portal.signIn(email, 'yet another password'))).toBe(true);
  });

  it('is not set for somebody who has left meanwhile', async () => {
    const { personId, browser } = await addColleague(portal, { email: newAddress() });
    const { email } = await browser.ask<{ email: string }>('account.get');
    await portal.browser().call('staff.requestReset', { email });
    const [token = ''] = await mailedTokens(portal, personId);
    await portal.admin.call('people.deactivate', { personId });
    expect(await set(token)).toBe('link_invalid');
    await portal.browser().call('staff.requestReset', { email });
    expect(await mailedTokens(portal, personId)).toEqual([]);
  });

  it('leaves its token in no collection, also after everything that was done with it', async () => {
    const { personId, browser } = await addColleague(portal, { email: newAddress() });
    const { email } = await browser.ask<{ email: string }>('account.get');
    await portal.browser().call('staff.requestReset', { email });
    const [token = ''] = await mailedTokens(portal, personId);
    const names = ['passwordKeys', 'outbox', 'sends', 'audit', 'idempotency', 'people', 'sessions', 'rateLimits'];
    const stored = async () =>
      JSON.stringify(await Promise.all(names.map(async (name) => await portal.collection(name).find().toArray())));
    expect(token.length).toBeGreaterThan(40);
    expect(await stored()).not.toContain(token);
    await set(token);
    expect(await stored()).not.toContain(token);
    expect(await stored()).not.toContain(newPassword);
  });
});

describe('whoever is signed in', () => {
  it('changes their password with the present one; their other sessions end and this one stays', async () => {
    const { browser } = await addColleague(portal, { email: newAddress() });
    const { email } = await browser.ask<{ email: string }>('account.get');
    const other = await portal.signIn(email, newPassword);
    const change = (current: string, next: string) =>
      refusalCodeOf(browser.call('account.changePassword', { current, next }));
    expect(await change('not the present one', 'the next long password')).toBe('invalid_input');
    expect(await change(newPassword, 'short')).toBe('invalid_input');
    await expect(
      browser.call('account.changePassword', { current: newPassword, next: '123456789012' }),
    ).rejects.toMatchObject({ refusal: { issues: [{ path: 'next', message: 'is common' }] } });
    expect(await isSignedIn(other)).toBe(true);
    expect(await change(newPassword, 'the next long password')).toBeNull();
    expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([true, false]);
    await portal.signIn(email, 'the next long password');
  });

  it('sees their own sessions, ends one of them or all others, and none of somebody else', async () => {
    const { browser } = await addColleague(portal, { email: newAddress() });
    const { email } = await browser.ask<{ email: string }>('account.get');
    interface Session {
      sessionId: string;
      isThis: boolean;
    }
    const [two, three] = [await portal.signIn(email, newPassword), await portal.signIn(email, newPassword)];
    const sessions = await two.ask<Session[]>('account.sessions');
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
    const [own] = await three.ask<Session[]>('account.sessions').then((all) => all.filter(({ isThis }) => isThis));
    expect(await refusalCodeOf(portal.admin.call('account.endSession', { sessionId: own?.sessionId }))).toBe(
      'not_found',
    );
    expect(await isSignedIn(three)).toBe(true);
    await two.call('account.endSession', { sessionId: own?.sessionId });
    expect([await isSignedIn(three), await isSignedIn(browser)]).toEqual([false, true]);
    await two.call('account.endOthers', {});
    expect([await isSignedIn(browser), await isSignedIn(two)]).toEqual([false, true]);
  });

  it('says who they are in a sentence and a title, and takes them away again', async () => {
    const { browser } = await addColleague(portal, { email: newAddress() });
    const said = { title: 'Head of design', about: 'I have led design teams for ten years.', locale: 'de' };
    expect(await browser.call('account.save', said)).toMatchObject(said);
    expect(await browser.call('account.save', { about: null })).toMatchObject({ title: said.title, about: null });
    expect(await refusalCodeOf(browser.call('account.save', { about: 'x'.repeat(201) }))).toBe('invalid_input');
    expect(await refusalCodeOf(browser.call('account.save', { roles: ['tenant_admin'] }))).toBe('invalid_input');
  });
});

describe('limits', () => {
  it('mail one mailbox three links an hour from one network, and tell nobody that there are no more', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on', INTERLUDE_TRUSTED_PROXIES: '1' } });
    try {
      const from = (network: string, email: string) =>
        refusalCodeOf(limited.browser().call('staff.requestReset', { email }, { 'x-forwarded-for': network }));
      for (let n = 0; n < 8; n++) expect(await from('203.0.113.1', limited.email)).toBeNull();
      expect(await mailedTokens(limited, limited.personId)).toHaveLength(3);
      expect(await from('203.0.113.2', limited.email)).toBeNull();
      expect(await mailedTokens(limited, limited.personId)).toHaveLength(4);
      for (let n = 0; n < 2; n++) expect(await from('203.0.113.1', `other-${n}@acme.example`)).toBeNull();
      expect(await from('203.0.113.1', 'nobody@acme.example')).toBe('rate_limited');
    } finally {
      await limited.stop();
    }
  });

  it('slow down who guesses the present password of an open session', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' } });
    try {
      const guess = (current: string) =>
        refusalCodeOf(limited.admin.call('account.changePassword', { current, next: newPassword }));
      for (let n = 0; n < 5; n++) expect(await guess('a wrong password')).toBe('invalid_input');
      expect(await guess(limited.password)).toBe('rate_limited');
    } finally {
      await limited.stop();
    }
  });
});
