import { internalToken } from '@interlude/shared/secrets/internal-token';
import jwt from 'jsonwebtoken';

const { algorithm, issuer, audience, type, seconds } = internalToken;
const options = {
  algorithms: [algorithm],
  issuer,
  audience,
  maxAge: '60s',
  clockTolerance: 30,
  complete: true,
} as const;

/** Whether a call between services carries a token of that type, signed with the internal key and not older than a minute. */
export function isInternalCall(authorization: string | undefined, internalKey: string): boolean {
  const [scheme, token] = authorization?.split(' ') ?? [];
  if (scheme !== 'Bearer' || token === undefined || token.length > 1_024) return false;
  try {
    const { header, payload } = jwt.verify(token, internalKey, { ...options, algorithms: [algorithm] });
    return header.typ === type && typeof payload === 'object' && payload.exp !== undefined;
  } catch {
    return false;
  }
}

/** A token of one minute for a call to another service. */
export function internalTokenFor(key: string): string {
  return jwt.sign({}, key, { header: { alg: algorithm, typ: type }, algorithm, issuer, audience, expiresIn: seconds });
}
