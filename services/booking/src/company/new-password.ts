import { dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';

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
