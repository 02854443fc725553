import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailedTokens } from '../../test/passwords.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { hashPassword } from '../company/password.ts';

let portal: TestPortal;
let now = Date.now();
beforeAll(async () => {
  const env = { INTERLUDE_LIMITS: 'on', INTERLUDE_TRUSTED_PROXIES: '1' };
  portal = await startTestPortal({ env, now: () => now });
});
afterAll(async () => await portal.stop());

/** Signs in from a network; the proxy in front says which it is. */
const from = (network: string, password: string, browser = portal.browser()) =>
  refusalCodeOf(browser.call('staff.signIn', { email: portal.email, password }, { 'x-forwarded-for': network }));

describe('guessing a password', () => {
  it('slows down who guesses, with a growing wait, and nobody in another network', async () => {
    for (let n = 0; n < 5; n++) expect(await from('203.0.113.1', 'a wrong password')).toBe('not_signed_in');
    expect(await from('203.0.113.1', portal.password)).toBe('rate_limited');
    expect(await from('198.51.100.7', portal.password)).toBeNull();

    now += 31_000;
    expect(await from('203.0.113.1', 'a wrong password')).toBe('not_signed_in');
    now += 31_000;
    expect(await from('203.0.113.1', portal.password)).toBe('rate_limited');
    now += 30_000;
    expect(await from('203.0.113.1', portal.password)).toBeNull();
    expect(await from('203.0.113.1', 'a wrong password')).toBe('not_signed_in');
  });

  it('never locks out a device that has signed in to the account before, also in the guesser’s network', async () => {
    const known = portal.browser();
    expect(await from('203.0.113.2', portal.password, known)).toBeNull();
    for (let n = 0; n < 5; n++) await from('203.0.113.2', 'a wrong password');
    expect(await from('203.0.113.2', portal.password)).toBe('rate_limited');
    expect(await from('203.0.113.2', portal.password, known)).toBeNull();
    known.cookies.delete('__Host-ss');
    expect(await from('203.0.113.2', portal.password, known)).toBeNull();
  });

  it('counts guesses that are sent at once', async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, () => from('203.0.113.3', 'a wrong password')));
    expect(codes.filter((code) => code === 'not_signed_in')).toHaveLength(5);
  });

  it('counts nothing for whoever is told to come back because too many are signing in', async () => {
    const known = portal.browser();
    expect(await from('203.0.113.4', portal.password, known)).toBeNull();
    // As many as may wait, and each that ends makes room for the next: the line is full all the time.
    let isOver = false;
    const others = Array.from({ length: 26 }, async () => {
      while (!isOver) await hashPassword('somebody else’s', 8_192);
    });
    const codes: unknown[] = [];
    for (let n = 0; n < 21; n++) {
      codes.push(await from('203.0.113.5', portal.password), await from('203.0.113.4', portal.password, known));
    }
    isOver = true;
    await Promise.all(others);

    expect(new Set(codes)).toEqual(new Set(['unavailable']));
    expect(await from('203.0.113.5', portal.password)).toBeNull();
    expect(await from('203.0.113.4', portal.password, known)).toBeNull();
  });

  it('slows down guesses at one account from however many networks, and nobody who has proved that it is theirs', async () => {
    const known = portal.browser();
    expect(await from('203.0.113.9', portal.password, known)).toBeNull();
    const codes: unknown[] = [];
    for (let n = 0; n < 100; n++) codes.push(await from(`198.18.0.${n}`, 'a wrong password'));
    expect(codes.filter((code) => code === 'not_signed_in')).toHaveLength(25);
    expect(await from('198.51.100.8', portal.password)).toBe('rate_limited');
    expect(await from('203.0.113.9', portal.password, known)).toBeNull();

    const owner = portal.browser();
    await owner.call('staff.requestReset', { email: portal.email });
    const { personId } = await portal.admin.ask<{ personId: string }>('staff.me');
    const [token] = await mailedTokens(portal, personId);
    await owner.call('staff.reset', { token, password: portal.password });
    expect(await from('198.51.100.8', portal.password, owner)).toBeNull();
    expect(await from('198.51.100.8', portal.password)).toBe('rate_limited');
    const [current, next] = [portal.password, 'yet another password'];
    await owner.call('account.changePassword', { current, next });
    expect(await from('198.51.100.8', next, owner)).toBeNull();
    await owner.call('account.changePassword', { current: next, next: current });

    // Whoever keeps trying meanwhile is stopped by the limit of their network.
    for (let n = 0; n < 20; n++) expect(await from('198.51.100.9', 'a wrong password')).toBe('rate_limited');
    now += 60_000;
    expect(await from('198.51.100.9', portal.password)).toBe('rate_limited');
    expect(await from('198.51.100.8', portal.password)).toBeNull();
    await portal.renewSession();
  });

  it('leaves no address of a person or a network in the counters', async () => {
    const stored = JSON.stringify(await portal.collection('rateLimits').find().toArray());
    expect(stored).not.toContain('203.0.113');
    expect(stored).not.toContain(portal.email);
    expect(stored).toContain('signIn:');
  });
});

describe('a session of staff', () => {
  const isSignedIn = async (browser: Browser) => (await refusalCodeOf(browser.ask('staff.me'))) === null;

  it('ends with the next sign-in of the same browser', async () => {
    const browser = await portal.signIn(portal.email, portal.password);
    const before = portal.browser();
    before.cookies = new Map(browser.cookies);
    await browser.call('staff.signIn', { email: portal.email, password: portal.password });
    expect([await isSignedIn(before), await isSignedIn(browser)]).toEqual([false, true]);
  });

  it('leaves nothing in the browser: answers are not stored, and signing out clears what was kept', async () => {
    const browser = await portal.signIn(portal.email, portal.password);
    for (const path of ['staff.me', 'people.list', 'interviews.list?input=%7B%7D'])
      expect((await browser.fetch(`/trpc/${path}`)).headers.get('cache-control')).toBe('no-store');
    const out = await browser.fetch('/trpc/staff.signOut', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-interlude': '1' },
      body: '{}',
    });
    expect(out.headers.get('clear-site-data')).toBe('"cache"');
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('is neither opened nor prolonged by its id in the cookie of candidates', async () => {
    const candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
    const staff = await portal.signIn(portal.email, portal.password);
    const id = staff.cookies.get('__Host-ss') ?? '';
    const mixed = portal.browser();
    mixed.cookies.set('__Host-cs', id);
    const sessions = portal.collection<{ _id: string; staff?: object; grants?: object; expiresAt: Date }>('sessions');
    const before = await sessions.find({ staff: { $exists: true } }).toArray();

    await mixed.call('candidate.exchange', { token: await portal.linkOf(candidate.interviewId) });

    expect(mixed.cookies.get('__Host-cs')).not.toBe(id);
    expect(await sessions.find({ staff: { $exists: true } }).toArray()).toEqual(before);
    const crossed = portal.browser();
    crossed.cookies.set('__Host-ss', candidate.browser.cookies.get('__Host-cs') ?? '');
    expect(await isSignedIn(crossed)).toBe(false);
  });
});
