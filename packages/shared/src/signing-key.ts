import { z } from 'zod';

const bitsAtLeast = 180;

/**
 * A signing key as the environment gives it: at least 32 random bytes in base64url, or in hex. Text that only looks
 * long enough is refused: words, pieces that repeat, runs of the alphabet. A random key passes except in about one of
 * 100,000 cases; RFC 7518 §3.2 asks for as many bits as the hash has.
 */
export const signingKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43,}$/, 'must be at least 32 random bytes in base64url')
  .refine(isRandom, 'is not random');

function isRandom(key: string): boolean {
  const isHex = /^[\da-f]{64,}$/i.test(key);
  const isMixed = /[a-z]/.test(key) && /[A-Z]/.test(key);
  return (isHex || isMixed) && bitsOf(key) >= bitsAtLeast && !hasPattern(key);
}

/** Shannon's entropy of the characters, times their number. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits + count * Math.log2(text.length / count), 0);
}

/** Whether a piece of six characters comes twice, or seven follow each other as in the alphabet. */
function hasPattern(text: string): boolean {
  const pieces = Array.from({ length: text.length - 5 }, (_, at) => text.slice(at, at + 6));
  if (new Set(pieces).size < pieces.length) return true;
  const step = (at: number) => text.charCodeAt(at + 1) - text.charCodeAt(at);
  return pieces.some(
    (_, at) => Math.abs(step(at)) <= 1 && [1, 2, 3, 4, 5].every((next) => step(at + next) === step(at)),
  );
}
