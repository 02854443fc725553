import type { StaffRole } from '@interlude/shared/booking/terms';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import type { PersonRow } from '../company/person-store.ts';
import type { OutboxStore } from '../journal/outbox-store.ts';
import type { InTransaction } from '../mongo/mongo.ts';
import { refuse } from '../runtime/refused.ts';
import type { AccountNoticeStore } from './account-notice-store.ts';
import { mailNotice } from './account-notices.ts';
import { browserWords } from './browser-words.ts';
import type { AccessDeps, Context } from './deps.ts';
import { findAccount, type SignInWish } from './find-account.ts';
import { type Credentials, remember } from './known-devices.ts';
import { clearCookie, cookieNames, cookieOf, hashOf, newSecret, setCookie } from './session-cookie.ts';

const minute = 60_000;
const idleMs = 30 * minute;
const absoluteMs = 12 * 60 * minute;

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
export async function signIn(context: Context<SignInDeps>, wish: SignInWish): Promise<PersonRow> {
  const { app, req, res } = context;
  const { stores } = app;
  const now = app.now();
  const { person, isKnown } = await findAccount(context, wish);
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

/** Makes a browser count as one that has signed in to the account, until the password changes. */
export function rememberDevice({ app, res }: Pick<Context, 'app' | 'res'>, person: Credentials): void {
  remember({ key: app.config.internalKey, now: app.now() }, res, person);
}

/** Tells a password of a person from the next one, and nothing about either. */
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
