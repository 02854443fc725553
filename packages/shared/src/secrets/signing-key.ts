import { z } from 'zod';

/**
 * What random keys are held to, by their alphabet: the entropy of the characters, and how long a piece may not come
 * twice. Each is so far from what 32 random bytes look like that chance alone fails one in a billion keys at most.
 */
const terms = {
  hex: { bits: 200, piece: 13 },
  base64: { bits: 165, piece: 9 },
} as const;

/** In random hex one step in five is to the same or the next digit, in base64 one in twenty. */
const mostSmallSteps = 0.6;

/**
 * A signing key as the environment gives it: at least 32 random bytes in base64, base64url or hex. Text that only
 * looks long enough is refused: words, pieces that repeat, runs of the alphabet. RFC 7518 §3.2 asks for as many bits
 * as the hash has.
 */
export const signingKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43,}={0,2}$/, 'must be at least 32 random bytes in base64 or hex')
  .refine(isRandom, 'is not random');

function isRandom(key: string): boolean {
  const isHex = /^[\da-f]{64,}$/i.test(key);
  const isMixed = /[a-z]/.test(key) && /[A-Z]/.test(key);
  const { bits, piece } = isHex ? terms.hex : terms.base64;
  return (isHex || isMixed) && bitsOf(key) >= bits && !hasTwice(key, piece) && smallSteps(key) <= mostSmallSteps;
}

/** Shannon's entropy of the characters, times their number. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits + count * Math.log2(text.length / count), 0);
}

function hasTwice(text: string, length: number): boolean {
  const pieces = Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));
  return new Set(pieces).size < pieces.length;
}

/** The part of the characters that are the same as the one before, or its neighbour in the alphabet. */
function smallSteps(text: string): number {
  const codes = Array.from(text, (character) => character.charCodeAt(0));
  const small = codes.filter((code, at) => Math.abs(code - (codes[at - 1] ?? Number.NaN)) <= 1);
  return small.length / text.length;
}
