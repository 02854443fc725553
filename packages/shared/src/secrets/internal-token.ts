/** What the token of a call between services must be, for who signs and who verifies it (RFC 8725 §3.11: typed). */
export const internalToken = {
  algorithm: 'HS256',
  type: 'internal+jwt',
  issuer: 'interlude',
  audience: 'internal',
  seconds: 60,
} as const;
