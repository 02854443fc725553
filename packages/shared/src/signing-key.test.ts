import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { signingKeySchema } from './signing-key.ts';

const isKey = (text: string) => signingKeySchema.safeParse(text).success;

it('takes random keys in base64url and in hex', () => {
  const refused = Array.from({ length: 2_000 }, () => randomBytes(32)).filter(
    (bytes) =>
      !isKey(bytes.toString('base64url')) ||
      !isKey(bytes.toString('hex')) ||
      !isKey(`dev-${bytes.toString('base64url')}`),
  );
  expect(refused.length).toBeLessThanOrEqual(2);
});

it('refuses keys that are long and easy to guess', () => {
  const easy = [
    'a'.repeat(64),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'Password1234-Password1234-Password1234-Password1234',
    'this-is-the-very-secret-signing-key-of-our-company-portal',
    'abcdefghijklmnopABCDEFGHIJKLMNOPabcdefghijklmnop',
    randomBytes(16).toString('base64url').repeat(2),
  ];
  for (const key of easy) expect([key, isKey(key)]).toEqual([key, false]);
});
