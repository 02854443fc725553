import jwt from 'jsonwebtoken';

const options = { algorithms: ['HS256' as const], issuer: 'interlude', audience: 'internal' };

/** Whether a call between services carries a token signed with the internal key and not older than a minute. */
export function isInternalCall(authorization: string | undefined, internalKey: string): boolean {
  const [scheme, token] = authorization?.split(' ') ?? [];
  if (scheme !== 'Bearer' || token === undefined || token.length > 1_024) return false;
  try {
    const claims = jwt.verify(token, internalKey, { ...options, maxAge: '60s', clockTolerance: 30 });
    return typeof claims === 'object' && claims.exp !== undefined;
  } catch {
    return false;
  }
}
