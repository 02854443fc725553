import { randomBytes } from 'node:crypto';
import { internalToken } from '@interlude/shared/secrets/internal-token';
import jwt from 'jsonwebtoken';
import { expect, it } from 'vitest';
import { isInternalCall } from './internal-token.ts';

const { issuer, audience, type } = internalToken;
const key = randomBytes(32).toString('base64url');
const signed = (typ: string | undefined, more: jwt.SignOptions = {}) =>
  jwt.sign({}, key, { header: { alg: 'HS256', typ }, issuer, audience, expiresIn: 60, ...more });

it('takes only tokens of its own type, which no other token signed with the key has', () => {
  expect(isInternalCall(`Bearer ${signed(type)}`, key)).toBe(true);
  for (const typ of ['JWT', 'cand+jwt', '', undefined])
    expect(isInternalCall(`Bearer ${signed(typ)}`, key)).toBe(false);
  expect(isInternalCall(`Bearer ${signed(type, { audience: 'candidate' })}`, key)).toBe(false);
  expect(isInternalCall(`Bearer ${signed(type, { expiresIn: -60 })}`, key)).toBe(false);
});
