import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { signingKeySchema } from './signing-key.ts';

const isKey = (text: string) => signingKeySchema.safeParse(text).success;
const encodings = ['hex', 'base64', 'base64url'] as const;

it('refuses no key of 32 random bytes or more, in hex, base64 or base64url', () => {
  const refused = Array.from({ length: 30_000 }, (_, n) => randomBytes(32 + (n % 3) * 16)).flatMap((bytes) =>
    [...encodings.map((encoding) => bytes.toString(encoding)), `dev-${bytes.toString('base64url')}`].filter(
      (key) => !isKey(key),
    ),
  );
  expect(refused).toEqual([]);
});

it('takes a random key in which chance has put a short piece twice or a short run', () => {
  const hex = '8f3c9a51e07bd2468f3c9a5d1706eb24f9c83a0571de6b42019f85c7ae3d604b';
  const run = '0123456f9a51e07bd2468c3c9a5d1706eb24f9c83a0571de6b42019f85c7ae3d';
  expect([hex, run].map(isKey)).toEqual([true, true]);
});

it('refuses whatever is made of a piece shorter than a key that repeats, or of few characters', () => {
  const short = fc.uint8Array({ minLength: 1, maxLength: 16 });
  const repeated = fc.tuple(short, fc.constantFrom(...encodings)).map(([bytes, encoding]) => {
    const piece = Buffer.from(bytes).toString(encoding).replaceAll('=', '');
    return piece.repeat(Math.ceil(64 / piece.length) + 1);
  });
  const poor = fc.array(fc.constantFrom(...'abAB01'), { minLength: 43, maxLength: 60 }).map((all) => all.join(''));
  const risen = fc.tuple(fc.nat(9), fc.integer({ min: 2, max: 4 })).map(([from, times]) =>
    // Each digit so many times, in the order of the alphabet.
    Array.from({ length: 64 }, (_, at) => ((from + Math.floor(at / times)) % 16).toString(16)).join(''),
  );
  fc.assert(fc.property(fc.oneof(repeated, poor, risen), (key) => !isKey(key)));
});

it('refuses keys that are long and easy to guess', () => {
  const easy = [
    'a'.repeat(64),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'Password1234-Password1234-Password1234-Password1234',
    'this-is-the-very-secret-signing-key-of-our-company-portal',
    'CorrectHorseBatteryStapleCorrectHorseBatteryStaple',
    'abcdefghijklmnopABCDEFGHIJKLMNOPabcdefghijklmnop',
    randomBytes(16).toString('base64url').repeat(2),
  ];
  for (const key of easy) expect([key, isKey(key)]).toEqual([key, false]);
});
