import type { PersonId, TenantId } from '@interlude/shared/ids';
import type { StaffRole } from '@interlude/shared/interview';
import type { App } from '../app.ts';
import type { PersonRow } from '../people/person-store.ts';
import { refuse } from '../refused.ts';
import { type Context, procedure } from '../trpc.ts';
import { isPassword } from './password.ts';
import { may, type StaffPermission } from './permissions.ts';
import { addressKey } from './rate-limits.ts';
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

/** Checks the password and opens a session; unknown and wrong answer alike, in the same time. */
export async function signIn(context: Context, email: string, password: string): Promise<PersonRow> {
  const { app, req, res } = context;
  const { limits, stores } = app;
  const now = app.now();
  const address = addressKey(req.ip ?? 'unknown');
  // Counted before the password is looked at: guesses sent at once must not all pass before the first has failed.
  await Promise.all([limits.count('signInAccount', email, now), limits.count('signInAddress', address, now)]);
  const person = await stores.people.findByEmail(email);
  const isRight = await isPassword(password, person?.active ? person.passwordHash : null);
  if (!isRight || person === null) {
    app.log.warn({ requestId: context.requestId }, 'sign-in refused');
    refuse({ code: 'not_signed_in' });
  }
  await Promise.all([limits.clear('signInAccount', email), limits.giveBack('signInAddress', address)]);
  const secret = newSecret();
  const expiresAt = new Date(now + idleMs);
  const staff = { tenantId: person.tenantId, personId: person._id, signedInAt: new Date(now) };
  await stores.sessions.insert({ _id: hashOf(secret), staff, lastSeenAt: new Date(now), expiresAt });
  setCookie(res, cookieNames.staff, secret, new Date(now + absoluteMs));
  return person;
}

export async function signOut({ app, req, res }: Context): Promise<void> {
  const secret = cookieOf(req, cookieNames.staff);
  if (secret !== null) await app.stores.sessions.remove(hashOf(secret));
  clearCookie(res, cookieNames.staff);
}

/** The signed-in person, read anew on each call, so that a lost role or a deactivation counts at once. */
export async function staffOf({ app, req }: { app: App; req: Context['req'] }): Promise<Staff> {
  const now = app.now();
  const secret = cookieOf(req, cookieNames.staff);
  const session = secret === null ? null : await app.stores.sessions.find(hashOf(secret), new Date(now));
  if (secret === null || session?.staff === undefined) refuse({ code: 'not_signed_in' });
  const { tenantId, personId, signedInAt } = session.staff;
  const endsAt = signedInAt.getTime() + absoluteMs;
  const person = now < endsAt ? await app.stores.people.find(tenantId, personId) : null;
  if (!person?.active) refuse({ code: 'not_signed_in' });
  if (now - session.lastSeenAt.getTime() > minute) {
    await app.stores.sessions.touch(hashOf(secret), new Date(now), new Date(Math.min(now + idleMs, endsAt)));
  }
  return { tenantId, personId, name: person.name, roles: person.roles };
}

/** A procedure for signed-in staff with the permission; `ctx.staff` is who calls. */
export function staffWith(permission: StaffPermission) {
  return procedure.meta({ perm: permission }).use(async ({ ctx, next }) => {
    const staff = await staffOf(ctx);
    if (!may(staff.roles, permission)) {
      ctx.app.log.warn({ requestId: ctx.requestId, personId: staff.personId, permission }, 'permission refused');
      refuse({ code: 'forbidden' });
    }
    return await next({ ctx: { ...ctx, staff } });
  });
}
