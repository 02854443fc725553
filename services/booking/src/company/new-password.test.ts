import { expect, it } from 'vitest';
import { newPasswordSchema } from './new-password.ts';

const issuesOf = (password: string) => newPasswordSchema.safeParse(password).error?.issues.map((one) => one.message);

it.each([
  '123456789012',
  'QWERTY123456',
  'Administrator',
  'Password1234!',
  '2027-sunshine-2027',
  'passwordpassword',
  'abcabcabcabcabc',
  '………………………………………',
])('a password that is tried first is none: %s', (password) => {
  expect(issuesOf(password)).toEqual(['is common']);
});

it.each([
  'a password that is long',
  'four words of my own',
  'zwölf Ziegen am Zaun',
  'kX9-vQ2_mT7w',
  '私の猫は毎朝六時に窓を開けて鳴く',
])('a password of somebody’s own is taken: %s', (password) => {
  expect(issuesOf(password)).toBeUndefined();
});

it('is refused for its length before it is compared', () => {
  expect(newPasswordSchema.safeParse('qwerty').success).toBe(false);
  expect(newPasswordSchema.safeParse('x'.repeat(257)).success).toBe(false);
});
