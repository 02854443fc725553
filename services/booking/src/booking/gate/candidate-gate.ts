import type { PersonId, TenantId } from '@interlude/shared/ids';
import type { Grant } from '../../access/browser-session-store.ts';
import type { Context } from '../../access/deps.ts';
import type { LinkClaims } from '../../access/link-token.ts';
import { cookieNames, cookieOf, hashOf, newSecret, setCookie } from '../../access/session-cookie.ts';
import { refuse } from '../../runtime/refused.ts';
import { checkDeadline } from '../change.ts';
import type { BookingDeps } from '../deps.ts';
import { replacementOf } from '../row/booking-kind.ts';
import type { BookingRow } from '../row/booking-row.ts';
import type { BookingWithPeople } from '../row/booking-store.ts';
import { bookedTogether } from '../siblings.ts';

/** Verifies a link and answers its interview; changes nothing, so scanners may follow links as they like. */
export async function openLink(app: BookingDeps, token: string): Promise<BookingWithPeople & Taken> {
  const claims = app.tokens.verify(token, app.now());
  const found = await app.stores.bookings.findWithPeople(claims.tid as TenantId, claims.iid);
  if (found === null) refuse({ code: 'link_invalid' });
  checkAccess(found.row, claims, app.now());
  return { ...found, takenBy: claims.by as PersonId | undefined };
}

/** Who of the staff had taken the link that is acted with; absent for one that was mailed. */
export type Taken = Pick<Grant, 'takenBy'>;

/** Refuses when the access of an interview is not, or no longer, the one that was given. */
export function checkAccess(
  row: BookingRow,
  held: Pick<LinkClaims, 'ver'> & Partial<Pick<LinkClaims, 'jti'>>,
  now: number,
) {
  const isPresent = held.ver === row.access.ver && (held.jti === undefined || held.jti === row.access.jti);
  if (!isPresent) refuseOldLink(row);
  // The deadline to book is a fact; the timer that marks it may be late.
  if (row.status === 'invited') checkDeadline(row, now);
  if (row.access.exp * 1000 < now)
    refuse({ code: 'link_expired', expiredAt: new Date(row.access.exp * 1000).toISOString() });
}

function refuseOldLink(row: BookingRow): never {
  if (row.status === 'expired') refuse({ code: 'link_expired', expiredAt: row.link.bookBy.toISOString() });
  const replacedBy = replacementOf(row);
  return refuse({ code: 'link_replaced', ...(replacedBy ? { replacedBy } : {}) });
}

// A booking that ended together with its link stays closed, whichever link is opened.
const closed: readonly string[] = ['expired', 'archived'];

/** Adds the interview to the browser's session, making one when there is none; with it what it was booked with. */
export async function grantAccess(
  { app, req, res }: Context<BookingDeps>,
  row: BookingRow,
  { takenBy }: Taken = {},
): Promise<void> {
  const { sessions, bookings } = app.stores;
  const now = new Date(app.now());
  const others = await bookedTogether(bookings, row);
  const rows = [row, ...others.filter(({ _id, status }) => _id !== row._id && !closed.includes(status))];
  const expiresAt = new Date(Math.max(...rows.map(({ access }) => access.exp)) * 1000);
  const grants = Object.fromEntries(
    rows.map(({ _id, tenantId, access }) => [_id, { tenantId, ver: access.ver, ...(takenBy ? { takenBy } : {}) }]),
  );
  const held = cookieOf(req, cookieNames.candidate);
  if (held !== null && (await sessions.find(hashOf(held), 'grants', now)) !== null) {
    await sessions.addGrants(hashOf(held), grants, expiresAt);
    setCookie(res, cookieNames.candidate, held, expiresAt);
    return;
  }
  const secret = newSecret();
  await sessions.insert({ _id: hashOf(secret), grants, lastSeenAt: now, expiresAt });
  setCookie(res, cookieNames.candidate, secret, expiresAt);
}

type Caller = Pick<Context<BookingDeps>, 'app' | 'req'>;

/** What this browser was given for an interview; without it any id is `not_found`, ours or not. */
export async function grantOf({ app, req }: Caller, interviewId: string): Promise<Grant> {
  const secret = cookieOf(req, cookieNames.candidate);
  const now = new Date(app.now());
  const session = secret === null ? null : await app.stores.sessions.findWithGrant(hashOf(secret), interviewId, now);
  if (session === null) refuse({ code: 'not_signed_in' });
  const { grants = {} } = session;
  // Own properties only: ids come from outside, and every object inherits names such as `constructor`.
  return (Object.hasOwn(grants, interviewId) && grants[interviewId]) || refuse({ code: 'not_found' });
}

/** The interview of a grant as it is now; refuses when its access has ended or changed. */
export async function openGranted(
  caller: Caller,
  grant: Grant,
  interviewId: string,
): Promise<BookingWithPeople & Taken> {
  const { app, req } = caller;
  const found = await app.stores.bookings.findWithPeople(grant.tenantId, interviewId);
  if (found === null) refuse({ code: 'not_found' });
  const isPresent = grant.ver === found.row.access.ver;
  // What is remembered may be older than the link that this browser has opened since.
  if (!isPresent) app.stores.sessions.forget(hashOf(cookieOf(req, cookieNames.candidate) ?? ''));
  const present = isPresent ? grant : await grantOf(caller, interviewId);
  checkAccess(found.row, present, app.now());
  return { ...found, takenBy: present.takenBy };
}

export async function openInterview(caller: Caller, interviewId: string): Promise<BookingWithPeople & Taken> {
  return await openGranted(caller, await grantOf(caller, interviewId), interviewId);
}
