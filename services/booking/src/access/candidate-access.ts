import type { InterviewId, TenantId } from '@interlude/shared/ids';
import { idSchema } from '@interlude/shared/interview';
import { z } from 'zod';
import type { App } from '../app.ts';
import type { InterviewRow } from '../interviews/interview-store.ts';
import { refuse } from '../refused.ts';
import { type Context, procedure } from '../trpc.ts';
import type { LinkClaims } from './link-token.ts';
import { cookieNames, cookieOf, hashOf, newSecret, setCookie } from './session-cookie.ts';

/** Verifies a link and answers its interview; changes nothing, so scanners may follow links as they like. */
export async function openLink(app: App, token: string): Promise<InterviewRow> {
  const claims = app.tokens.verify(token, app.now());
  const row = await app.stores.interviews.find(claims.tid as TenantId, claims.iid);
  if (row === null) refuse({ code: 'link_invalid' });
  checkAccess(row, claims, app.now());
  return row;
}

function checkAccess(row: InterviewRow, held: Pick<LinkClaims, 'ver'> & Partial<Pick<LinkClaims, 'jti'>>, now: number) {
  const isPresent = held.ver === row.access.ver && (held.jti === undefined || held.jti === row.access.jti);
  if (!isPresent) refuseOldLink(row);
  // The deadline to book is a fact; the timer that marks it may be late.
  const { bookBy } = row.link;
  if (row.status === 'invited' && bookBy.getTime() < now)
    refuse({ code: 'link_expired', expiredAt: bookBy.toISOString() });
  if (row.access.exp * 1000 < now)
    refuse({ code: 'link_expired', expiredAt: new Date(row.access.exp * 1000).toISOString() });
}

function refuseOldLink(row: InterviewRow): never {
  if (row.status === 'expired') refuse({ code: 'link_expired', expiredAt: row.link.bookBy.toISOString() });
  return refuse({ code: 'link_replaced', ...(row.replacedBy ? { replacedBy: row.replacedBy } : {}) });
}

/** Adds the interview to the browser's session, making one when there is none. */
export async function grantAccess({ app, req, res }: Context, row: InterviewRow): Promise<void> {
  const { sessions } = app.stores;
  const now = new Date(app.now());
  const expiresAt = new Date(row.access.exp * 1000);
  const grant = { tenantId: row.tenantId, ver: row.access.ver };
  const held = cookieOf(req, cookieNames.candidate);
  if (held !== null && (await sessions.find(hashOf(held), now)) !== null) {
    await sessions.addGrant(hashOf(held), row._id, grant, expiresAt);
    setCookie(res, cookieNames.candidate, held, expiresAt);
    return;
  }
  const secret = newSecret();
  await sessions.insert({ _id: hashOf(secret), grants: { [row._id]: grant }, lastSeenAt: now, expiresAt });
  setCookie(res, cookieNames.candidate, secret, expiresAt);
}

/** The interview this browser may act on; without a grant any id is `not_found`, ours or not. */
export async function openInterview(
  { app, req }: Pick<Context, 'app' | 'req'>,
  interviewId: string,
): Promise<InterviewRow> {
  const now = app.now();
  const secret = cookieOf(req, cookieNames.candidate);
  const session = secret === null ? null : await app.stores.sessions.find(hashOf(secret), new Date(now));
  if (session === null) refuse({ code: 'not_signed_in' });
  const grant = session.grants?.[interviewId];
  const row = grant === undefined ? null : await app.stores.interviews.find(grant.tenantId, interviewId);
  if (row === null || grant === undefined) refuse({ code: 'not_found' });
  checkAccess(row, grant, now);
  return row;
}

/** A procedure on one interview by the holder of its link; `ctx.interview` is that interview as just read. */
export const linked = procedure
  .meta({ perm: 'link' })
  .input(z.object({ interviewId: idSchema }))
  .use(async ({ ctx, input, next }) => {
    const interview = await openInterview(ctx, input.interviewId);
    return await next({ ctx: { ...ctx, interview, interviewId: interview._id as InterviewId } });
  });
