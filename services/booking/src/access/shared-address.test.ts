import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailedTokens } from '../../test/passwords.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { PersonRow } from '../company/person-store.ts';

let portal: TestPortal;
let other: Browser;
let otherId: string;
let now = Date.now();
beforeAll(async () => {
  const env = { INTERLUDE_LIMITS: 'on', INTERLUDE_TRUSTED_PROXIES: '1' };
  portal = await startTestPortal({ env, now: () => now });
  const tenant = await portal.newTenant();
  otherId = tenant.tenantId;
  other = await portal.signIn(tenant.email, tenant.password);
});
afterAll(async () => await portal.stop());

const [ours, theirs] = ['a password of ours', 'quite another password'];
let people = 0;
const newAddress = () => `both-${++people}@somewhere.example`;
const join = async (company: Browser, email: string, password: string) =>
  (
    await company.call<{ personId: string }>('people.create', {
      name: 'Noor Haddad',
      email,
      password,
      roles: ['recruiter'],
      zone: 'UTC',
    })
  ).personId;
interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly tenantId?: string;
}
let networks = 0;
const newNetwork = () => `198.18.7.${++networks}`;
const signIn = (wish: SignIn, browser = portal.browser(), network = newNetwork()) =>
  browser.call<{ personId: string }>('staff.signIn', { ...wish }, { 'x-forwarded-for': network });
const codeOf = (wish: SignIn, browser?: Browser, network?: string) => refusalCodeOf(signIn(wish, browser, network));
const hashOf = async (_id: string) =>
  (await portal.collection<PersonRow>('people').findOne({ _id } as never))?.passwordHash ?? '';

describe('an address that is used in two companies', () => {
  it('is taken in each by its own people only, and neither is told of the other', async () => {
    const email = newAddress();
    await join(portal.admin, email, ours);
    const invite = (company: Browser) =>
      company.call<{ personId: string }>('people.inviteColleague', { name: 'Noor', email, roles: ['recruiter'] });
    const { personId } = await invite(other);
    expect(await refusalCodeOf(invite(portal.admin))).toBe('invalid_input');
    expect(await refusalCodeOf(invite(other))).toBe('invalid_input');
    expect(await other.ask('people.get', { personId })).toMatchObject({ email, state: 'invited' });
    // Whoever left comes back although another company has the address meanwhile.
    await other.call('people.deactivate', { personId });
    await other.call('people.reactivate', { personId });
  });

  it('signs in to the one that the password fits, without a question', async () => {
    const email = newAddress();
    const [here, there] = [await join(portal.admin, email, ours), await join(other, email, theirs)];
    expect(await signIn({ email, password: ours })).toMatchObject({ personId: here });
    expect(await signIn({ email, password: theirs })).toMatchObject({ personId: there });
    expect(await signIn({ email, password: theirs, tenantId: otherId })).toMatchObject({ personId: there });
    expect(await codeOf({ email, password: ours, tenantId: otherId })).toBe('not_signed_in');
  });

  it('is asked which company where the password fits in both, and opens the one that is chosen', async () => {
    const email = newAddress();
    const [here, there] = [await join(portal.admin, email, ours), await join(other, email, ours)];
    const browser = portal.browser();
    await expect(signIn({ email, password: ours }, browser)).rejects.toMatchObject({
      status: 409,
      refusal: {
        code: 'several_companies',
        companies: expect.arrayContaining([
          { tenantId: portal.tenantId, name: 'Acme' },
          { tenantId: otherId, name: 'Acme' },
        ]),
      },
    });
    expect([...browser.cookies.keys()]).toEqual([]);
    expect(await signIn({ email, password: ours, tenantId: otherId }, browser)).toMatchObject({ personId: there });
    expect(await browser.ask('staff.me')).toMatchObject({ tenant: { tenantId: otherId } });
    expect(await signIn({ email, password: ours, tenantId: portal.tenantId })).toMatchObject({ personId: here });
    expect(await codeOf({ email, password: ours, tenantId: 'ten_01ZZZZZZZZZZZZZZZZZZZZZZZZ' })).toBe('not_signed_in');
  });

  it('answers a wrong password like an unknown address, and compares it once', async () => {
    const [one, both, unknown] = [newAddress(), newAddress(), newAddress()];
    await join(portal.admin, one, ours);
    const [here, there] = [await join(portal.admin, both, ours), await join(other, both, theirs)];
    const bodies = await Promise.all(
      [one, both, unknown].map((email) =>
        signIn({ email, password: 'a wrong password' }).catch(({ status, refusal }) => ({ status, refusal })),
      ),
    );
    expect(bodies).toEqual(Array(3).fill({ status: 401, refusal: { code: 'not_signed_in' } }));
    const saltOf = (hash: string) => hash.split('$').slice(0, -1).join('$');
    expect(saltOf(await hashOf(there))).toBe(saltOf(await hashOf(here)));
    expect(await hashOf(there)).not.toBe(await hashOf(here));
    expect(saltOf(await hashOf(await join(portal.admin, newAddress(), ours)))).not.toBe(saltOf(await hashOf(here)));
  });

  it('is mailed a link for each company when the password is lost, and each sets its own', async () => {
    const email = newAddress();
    const [here, there] = [await join(portal.admin, email, ours), await join(other, email, ours)];
    await portal.browser().call('staff.requestReset', { email });
    const [link] = await mailedTokens(portal, there);
    expect(await mailedTokens(portal, here)).toHaveLength(1);
    await portal.browser().call('staff.reset', { token: link, password: theirs });
    expect(await signIn({ email, password: ours })).toMatchObject({ personId: here });
    expect(await signIn({ email, password: theirs })).toMatchObject({ personId: there });
  });

  it('leaves a browser known to both accounts, whoever guesses elsewhere, and each session its company', async () => {
    const email = newAddress();
    await join(portal.admin, email, ours);
    await join(other, email, theirs);
    const browser = portal.browser();
    await signIn({ email, password: ours }, browser);
    await signIn({ email, password: theirs }, browser);
    for (let n = 0; n < 26; n++) await codeOf({ email, password: 'a wrong password' });
    expect(await codeOf({ email, password: ours })).toBe('rate_limited');
    expect(await codeOf({ email, password: ours }, browser)).toBeNull();
    expect(await codeOf({ email, password: theirs }, browser)).toBeNull();
    expect(await browser.ask('staff.me')).toMatchObject({ tenant: { tenantId: otherId } });
  });

  it('helps nobody who has an account with it in one company to guess at the other', async () => {
    const email = newAddress();
    await join(portal.admin, email, ours);
    const there = await join(other, email, theirs);
    const own = portal.browser();
    await signIn({ email, password: ours }, own);
    for (const guesser of [portal.browser(), own]) {
      for (let n = 0; n < 14; n++) {
        await codeOf({ email, password: `guess ${n} at a password` }, guesser);
        expect(await codeOf({ email, password: ours }, guesser)).toBeNull();
        guesser.cookies.delete('__Host-ss');
        if (guesser !== own) guesser.cookies.clear();
      }
    }
    // The right guess comes too late, and nothing says that it was right.
    expect(await codeOf({ email, password: theirs }, portal.browser())).toBe('not_signed_in');
    expect(await codeOf({ email, password: theirs, tenantId: otherId }, own)).toBe('not_signed_in');
    now += 2 * 60_000;
    expect(await signIn({ email, password: theirs })).toMatchObject({ personId: there });
  });
});
