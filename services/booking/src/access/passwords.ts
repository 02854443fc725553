import { urgency } from '@interlude/shared/contracts/lifecycle';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import { hashForAccount } from '../company/account-hash.ts';
import { mailboxOf } from '../company/mailbox.ts';
import { refuseKnownWords } from '../company/new-password.ts';
import { isPassword } from '../company/password.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { TenantStore } from '../company/tenant-store.ts';
import type { AuditStore } from '../journal/audit-store.ts';
import type { Afterwards } from '../runtime/afterwards.ts';
import { newId } from '../runtime/new-id.ts';
import { Refused, refuse } from '../runtime/refused.ts';
import { mailNotice } from './account-notices.ts';
import type { Context } from './deps.ts';
import type { PasswordKeyRow, PasswordKeyStore, PasswordPurpose } from './password-key-store.ts';
import type { PasswordTokens } from './password-tokens.ts';
import { addressKey } from './rate-limits.ts';
import { cookieNames, cookieOf, hashOf } from './session-cookie.ts';
import { passwordPrintOf, rememberDevice, type SignInDeps, type Staff } from './staff-access.ts';

export interface PasswordDeps extends SignInDeps {
  readonly passwordTokens: PasswordTokens;
  readonly afterwards: Afterwards;
  readonly stores: SignInDeps['stores'] & {
    readonly passwordKeys: PasswordKeyStore;
    readonly audit: AuditStore;
    readonly tenants: Pick<TenantStore, 'get'>;
  };
}

const hour = 3_600_000;
const countsMs: Readonly<Record<PasswordPurpose, number>> = { invited: 72 * hour, lost: hour };

type Holder = Pick<PersonRow, '_id' | 'tenantId'>;

/** Has a link mailed with which this person sets a password. Called in the transaction of what it follows from. */
export async function mailPasswordKey(app: PasswordDeps, person: Holder, purpose: PasswordPurpose): Promise<void> {
  const now = app.now();
  const key = { _id: newId('passwordKey'), kid: app.passwordTokens.kid };
  const token = app.passwordTokens.tokenOf(key);
  if (token === null) throw new Error('the present key is gone');
  const { tenantId, _id: personId } = person;
  const createdAt = new Date(now);
  const expiresAt = new Date(now + countsMs[purpose]);
  await app.stores.passwordKeys.insert({
    ...key,
    tenantId,
    personId,
    purpose,
    hash: hashOf(token),
    createdAt,
    expiresAt,
  });
  await app.stores.outbox.append({
    _id: newId('event'),
    tenantId,
    interviewId: key._id,
    rev: 1,
    createdAt,
    deliveredAt: null,
    urgency: purpose === 'lost' ? urgency.code : urgency.soon,
  });
}

/**
 * Mails a link to whoever signs in with this address, one for each company. The answer is the same and as fast for every address: whether
 * there is such a person is looked up after it.
 */
export async function requestReset({ app, req }: Context<PasswordDeps>, email: string): Promise<void> {
  const network = addressKey(req.ip ?? '');
  await app.limits.count('resetNetwork', network, app.now());
  app.afterwards.do(async () => {
    if (!(await isWithinLimit(app, mailboxOf(email), network))) return;
    for (const person of await app.stores.people.listByEmail(email))
      await app.stores.inTransaction(async () => await mailPasswordKey(app, person, 'lost'));
  });
}

async function isWithinLimit({ limits, now }: PasswordDeps, mailbox: string, network: string): Promise<boolean> {
  try {
    await limits.count('resetMailbox', `${mailbox}|${network}`, now());
    await limits.count('resetMailboxAll', mailbox, now());
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** Sets the password of whoever holds a mailed token, once, and ends all of their sessions. */
export async function redeemPasswordKey(
  { app, req, res, requestId }: Context<PasswordDeps>,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<{ email: string }> {
  const now = app.now();
  await app.limits.count('redeemNetwork', addressKey(req.ip ?? ''), now);
  const key = (await app.stores.passwordKeys.findByHash(hashOf(token))) ?? refuse({ code: 'link_invalid' });
  refuseIfOver(key, now);
  const holder = (await app.stores.people.find(key.tenantId, key.personId)) ?? refuse({ code: 'link_invalid' });
  await refuseKnownTo(app, 'password', password, holder);
  const passwordHash = await hashForAccount(app, holder, password);
  const { email, _id } = await app.stores.inTransaction(async () => {
    const person = await app.stores.people.find(key.tenantId, key.personId);
    if (!person?.active || !(await app.stores.passwordKeys.use(key))) refuse({ code: 'link_invalid' });
    await app.stores.people.setPassword(person, passwordHash);
    await app.stores.sessions.removeStaff(person._id);
    await app.stores.passwordKeys.removeOf(person.tenantId, person._id);
    const action = key.purpose === 'invited' ? 'acceptColleague' : 'resetPassword';
    await noteAccount(app, { ...person, requestId }, action);
    if (person.passwordHash !== null) await mailChange(app, person);
    return person;
  });
  // The mailed link shows that this browser is the holder's, so guesses made elsewhere do not slow it down.
  rememberDevice({ app, res }, { _id, passwordHash });
  return { email };
}

async function refuseKnownTo(app: PasswordDeps, path: string, password: string, person: PersonRow): Promise<void> {
  const { name: company } = await app.stores.tenants.get(person.tenantId);
  refuseKnownWords(path, password, { ...person, company });
}

function refuseIfOver({ expiresAt }: PasswordKeyRow, now: number): void {
  if (expiresAt.getTime() <= now) refuse({ code: 'link_expired', expiredAt: expiresAt.toISOString() });
}

/** Changes the password of whoever is signed in; their other sessions end, and links mailed before open nothing. */
export async function changePassword(
  { app, req, res, requestId, staff }: Context<PasswordDeps> & { readonly staff: Staff },
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  const { tenantId, personId } = staff;
  const now = app.now();
  await app.limits.countSlowing('changePassword', personId, now);
  const person = (await app.stores.people.find(tenantId, personId)) ?? refuse({ code: 'not_signed_in' });
  const isRight = await isPassword(current, person.passwordHash, app.config.passwordMemory).catch(
    async (error: unknown) => {
      await app.limits.giveBackSlowing('changePassword', personId, now);
      throw error;
    },
  );
  if (!isRight) refuse({ code: 'invalid_input', issues: [{ path: 'current', message: 'is not your password' }] });
  await app.limits.clear('changePassword', personId);
  await refuseKnownTo(app, 'next', next, person);
  const passwordHash = await hashForAccount(app, person, next);
  await app.stores.inTransaction(async () => {
    // Somebody else may have set another one since it was checked.
    const isSame = await app.stores.people.setPassword(person, passwordHash, person.passwordHash);
    if (!isSame) refuse({ code: 'invalid_input', issues: [{ path: 'current', message: 'is not your password' }] });
    const present = presentSession(req);
    await app.stores.sessions.removeStaff(personId, present);
    if (present !== null) {
      await app.stores.sessions.setPasswordPrint(present, personId, passwordPrintOf({ passwordHash }));
    }
    await app.stores.passwordKeys.removeOf(tenantId, personId);
    await noteAccount(app, { tenantId, _id: personId, requestId }, 'changePassword');
    await mailChange(app, person);
  });
  rememberDevice({ app, res }, { _id: personId, passwordHash });
}

async function mailChange(app: PasswordDeps, { tenantId, _id: personId }: Holder): Promise<void> {
  await mailNotice(app, { tenantId, personId, kind: 'password_changed', what: '' });
}

/** The id of the session that a request comes in, null without one. */
export function presentSession(req: Context['req']): string | null {
  const secret = cookieOf(req, cookieNames.staff);
  return secret === null ? null : hashOf(secret);
}

interface AccountChange {
  readonly tenantId: TenantId;
  readonly _id: PersonId;
  readonly requestId: string;
}

async function noteAccount(app: PasswordDeps, { tenantId, _id, requestId }: AccountChange, action: string) {
  await app.stores.audit.append({
    _id: newId('event'),
    tenantId,
    interviewId: null,
    at: new Date(app.now()),
    actor: { party: 'staff', id: _id },
    action,
    detail: { person: _id },
    requestId,
  });
}
