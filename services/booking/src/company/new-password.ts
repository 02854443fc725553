import { foldedWords } from '@interlude/shared/language/fold';
import { dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';
import { refuse } from '../runtime/refused.ts';

const common = new Set(dictionary['passwords-common']);
const [shortest, longest] = [12, 256];
const isRepeated = (text: string) => /^(.{1,8})\1+$/u.test(text);

/**
 * Whether a password is among those that are tried first: one of the list, with or without figures and signs around it,
 * or a short piece again and again.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase();
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return common.has(plain) || common.has(core) || isRepeated(plain) || isRepeated(core);
}

/** A password that somebody shall have from now on; wherever one is set, it is read with this. */
export const newPasswordSchema = z
  .string()
  .min(shortest)
  .max(longest)
  .refine((password) => !isCommonPassword(password), 'is common');

const [shortestPiece, fewestLetters] = [2, 4];

/** What everybody who knows the account can put together: its address, the name of its holder and of their company. */
export interface KnownWords {
  readonly email: string;
  readonly name: string;
  readonly company: string;
}

/** Refuses a password that is made of nothing but these words, figures and signs; `path` names its field. */
export function refuseKnownWords(path: string, password: string, { email, name, company }: KnownWords): void {
  const pieces = foldedWords(`${email} ${name} ${company}`).filter((piece) => piece.length >= shortestPiece);
  const typed = foldedWords(password).join('');
  const left = pieces
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, piece) => text.replaceAll(piece, ''), typed);
  const isKnown = left.length < typed.length && left.replace(/[^\p{L}]/gu, '').length < fewestLetters;
  if (isKnown) refuse({ code: 'invalid_input', issues: [{ path, message: 'is your own address, name or company' }] });
}
