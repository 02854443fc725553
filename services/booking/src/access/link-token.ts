import type { PersonId, TenantId } from '@interlude/shared/ids';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { refuse } from '../runtime/refused.ts';

const issuer = 'interlude';
const audience = 'candidate';
const type = 'cand+jwt';
const longestToken = 2_048;
const toleranceSeconds = 30;

const headerSchema = z.strictObject({ alg: z.literal('HS256'), typ: z.literal(type), kid: z.string() });
const claimsSchema = z.strictObject({
  iss: z.literal(issuer),
  aud: z.literal(audience),
  tid: z.string().min(1),
  iid: z.string().min(1),
  jti: z.string().min(1),
  ver: z.number().int(),
  iat: z.number().int(),
  exp: z.number().int(),
  /** Who of the staff took this link to pass it on; absent in those that are mailed. */
  by: z.string().min(1).optional(),
});
export type LinkClaims = z.infer<typeof claimsSchema>;

export interface LinkSubject {
  readonly tenantId: TenantId;
  readonly _id: string;
  readonly access: LinkAccess;
}

export interface LinkKey {
  readonly kid: string;
  readonly secret: string;
}

/**
 * Signs and verifies the tokens of candidates' links: HS256, every claim required, the type header fixed (RFC 8725,
 * 3.11). The first key signs; all verify, so that keys can be rotated.
 */
export function createLinkTokens(keys: readonly LinkKey[]) {
  const [signing] = keys;
  if (signing === undefined) throw new Error('no key to sign links');
  const secrets = new Map(keys.map(({ kid, secret }) => [kid, secret]));

  return {
    /** The token of an interview's present link: the stored claims signed again, so every mail carries a working one. */
    sign({ tenantId, _id, access }: LinkSubject, takenBy?: PersonId): string {
      const { jti, ver, iat, exp } = access;
      const claims: LinkClaims = { iss: issuer, aud: audience, tid: tenantId, iid: _id, jti, ver, iat, exp };
      if (takenBy !== undefined) claims.by = takenBy;
      const header = { alg: 'HS256', typ: type, kid: signing.kid };
      return jwt.sign(claims, signing.secret, { algorithm: 'HS256', header });
    },

    /**
     * The claims of a token that we signed. Refuses `link_invalid` for anything else, without saying why; one that is
     * ours and over is refused `link_expired`.
     */
    verify(token: string, nowMs: number): LinkClaims {
      const claims = readClaims(token);
      if (claims.exp + toleranceSeconds < nowMs / 1000) {
        refuse({ code: 'link_expired', expiredAt: new Date(claims.exp * 1000).toISOString() });
      }
      return claims;
    },
  };

  function readClaims(token: string): LinkClaims {
    if (token.length > longestToken) refuse({ code: 'link_invalid' });
    try {
      const decoded = jwt.decode(token, { complete: true });
      const { kid } = headerSchema.parse(decoded?.header);
      const secret = secrets.get(kid);
      if (secret === undefined) throw new Error('unknown key');
      // The clock is compared above with our own `now`; the library only checks signature, issuer and audience here.
      const options = { algorithms: ['HS256' as const], issuer, audience, ignoreExpiration: true };
      return claimsSchema.parse(jwt.verify(token, secret, options));
    } catch {
      return refuse({ code: 'link_invalid' });
    }
  }
}

/** What decides whether a link opens this interview; its token is signed again for each mail. */
export interface LinkAccess {
  readonly ver: number;
  readonly jti: string;
  readonly iat: number;
  /** Seconds since the epoch, as in the token. */
  readonly exp: number;
}

export type LinkTokens = ReturnType<typeof createLinkTokens>;
