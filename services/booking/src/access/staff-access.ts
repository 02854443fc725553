import { createHmac } from 'node:crypto';
import type { StaffRole } from '@interlude/shared/booking/terms';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import { isPassword } from '../company/password.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { OutboxStore } from '../journal/outbox-store.ts';
import type { InTransaction } from '../mongo/mongo.ts';
import { refuse } from '../runtime/refused.ts';
import type { AccountNoticeStore } from './account-notice-store.ts';
import { mailNotice } from './account-notices.ts';
import { browserWords } from './browser-words.ts';
import type { AccessDeps, Context } from './deps.ts';
import { addressKey } from './rate-limits.ts';
import { clearCookie, cookieNames, cookieOf, hashOf, newSecret, setCookie } from './session-cookie.ts';

const minute = 60_000;
const idleMs = 30 * minute;
const absoluteMs = 12 * 60 * minute;
const deviceMs = 180 * 24 * 60 * minute;

/** Who is signed in; tenant and roles come from here and from nowhere else. */
export interface Staff {
  readonly tenantId: TenantId;
  readonly personId: PersonId;
  readonly name: string;
  readonly roles: readonly StaffRole[];
}

export interface SignInDeps extends AccessDeps {
  readonly stores: AccessDeps['stores'] & {
    readonly inTransaction: InTransaction;
    readonly outbox: OutboxStore;
    readonly accountNotices: AccountNoticeStore;
  };
}

/**
 * Checks the password and opens a session; unknown and wrong answer alike, in the same time. From the second sign-in on
 * the account's holder is mailed when it comes from a browser that has not signed in before.
 */
export async function signIn(context: Context<SignInDeps>, email: string, password: string): Promise<PersonRow> {
  const { app, req, res } = context;
  const { stores } = app;
  const now = app.now();
  const person = await stores.people.findByEmail(email);
  const device = deviceOf(app.config.internalKey, person);
  const isKnown = device !== null && cookieOf(req, cookieNames.device) === device;
  const counted = await countSignIn(context, email, isKnown ? device : null);
  const isRight = await isPassword(
    password,
    person?.active ? person.passwordHash : null,
    app.config.passwordMemory,
  ).catch(async (error: unknown) => {
    // The password was never checked because too many people are signing in, so the attempt does not count.
    await counted.giveBack();
    throw error;
  });
  if (!isRight || person === null) {
    app.log.warn({ requestId: context.requestId }, 'sign-in refused');
    refuse({ code: 'not_signed_in' });
  }
  await counted.forget();
  const present = cookieOf(req, cookieNames.staff);
  if (present !== null) await stores.sessions.remove(hashOf(present));
  const secret = newSecret();
  const expiresAt = new Date(now + idleMs);
  const browser = browserWords(req.headers['user-agent'] ?? '');
  const { tenantId, _id: personId } = person;
  // Of what was checked: a password that was set meanwhile makes this session one that opens nothing.
  const passwordPrint = passwordPrintOf(person);
  const staff = { tenantId, personId, signedInAt: new Date(now), passwordPrint, browser };
  await stores.inTransaction(async () => {
    await stores.sessions.insert({ _id: hashOf(secret), staff, lastSeenAt: new Date(now), expiresAt });
    if (!person.hasSignedIn) await stores.people.noteSignedIn(person);
    else if (!isKnown) await mailNotice(app, { tenantId, personId, kind: 'new_sign_in', what: browser });
  });
  setCookie(res, cookieNames.staff, secret, new Date(now + absoluteMs));
  rememberDevice(context, person);
  return person;
}

/**
 * Counts an attempt before the password is looked at: guesses sent at once must not all pass before the first has
 * failed. Failures slow down their own network, and many of them also every unknown device at this account. A device that
 * has signed in before is counted by itself; the mailed link of a lost password makes a browser such a device.
 * Answers how to take this attempt back, and how to forget all after a success.
 */
async function countSignIn({ app, req }: Context, email: string, device: string | null) {
  const { limits } = app;
  const now = app.now();
  if (device !== null) {
    await limits.count('signInDevice', device, now);
    return {
      giveBack: () => limits.giveBack('signInDevice', device),
      forget: () => limits.clear('signInDevice', device),
    };
  }
  const address = addressKey(req.ip ?? 'unknown');
  const pair = `${email}|${address}`;
  await Promise.all([limits.countSlowing('signIn', pair, now), limits.count('signInAddress', address, now)]);
  const giveBackHere = () => limits.giveBackSlowing('signIn', pair, now);
  try {
    // Counted after the network: an attempt that the network is refused must not slow down others.
    await limits.countSlowing('signInAccount', email, now);
  } catch (error) {
    // The address keeps its count, so that a network cannot go on trying until the wait is over.
    await giveBackHere();
    throw error;
  }
  return {
    giveBack: () =>
      Promise.all([
        giveBackHere(),
        limits.giveBackSlowing('signInAccount', email, now),
        limits.giveBack('signInAddress', address),
      ]),
    forget: () =>
      Promise.all([
        limits.clear('signIn', pair),
        limits.clear('signInAccount', email),
        limits.giveBack('signInAddress', address),
      ]),
  };
}

/** Makes a browser count as one that has signed in to the account, until the password changes. */
export function rememberDevice({ app, res }: Pick<Context, 'app' | 'res'>, person: Credentials): void {
  const device = deviceOf(app.config.internalKey, person);
  if (device !== null) setCookie(res, cookieNames.device, device, new Date(app.now() + deviceMs));
}

type Credentials = Pick<PersonRow, '_id' | 'passwordHash'>;

function deviceOf(key: string, person: Credentials | null): string | null {
  if (!person?.passwordHash) return null;
  return createHmac('sha256', key).update(`device|${person._id}|${person.passwordHash}`).digest('base64url');
}

/** Tells a password of a person from the next one, and nothing about either: each hash has a salt of its own. */
export function passwordPrintOf({ passwordHash }: Pick<PersonRow, 'passwordHash'>): string {
  return hashOf(passwordHash ?? '');
}

export async function signOut({ app, req, res }: Context): Promise<void> {
  const secret = cookieOf(req, cookieNames.staff);
  if (secret !== null) await app.stores.sessions.remove(hashOf(secret));
  clearCookie(res, cookieNames.staff);
  // Pages kept for the back button still show what was on them.
  res.set('Clear-Site-Data', '"cache"');
}

/** The signed-in person, read anew on each call, so that a lost role or a deactivation counts at once. */
export async function staffOf({ app, req }: { app: AccessDeps; req: Context['req'] }): Promise<Staff> {
  const now = app.now();
  const secret = cookieOf(req, cookieNames.staff);
  const session = secret === null ? null : await app.stores.sessions.find(hashOf(secret), 'staff', new Date(now));
  if (secret === null || session?.staff === undefined) refuse({ code: 'not_signed_in' });
  const { tenantId, personId, signedInAt, passwordPrint } = session.staff;
  const endsAt = signedInAt.getTime() + absoluteMs;
  const person = now < endsAt ? await app.stores.people.find(tenantId, personId) : null;
  if (!person?.active) refuse({ code: 'not_signed_in' });
  const isOfPassword = passwordPrint === undefined || passwordPrint === passwordPrintOf(person);
  if (!isOfPassword) refuse({ code: 'not_signed_in' });
  if (now - session.lastSeenAt.getTime() > minute) {
    await app.stores.sessions.touch(hashOf(secret), new Date(now), new Date(Math.min(now + idleMs, endsAt)));
  }
  return { tenantId, personId, name: person.name, roles: person.roles };
}
