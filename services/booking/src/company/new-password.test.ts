import { expect, it } from 'vitest';
import { Refused } from '../runtime/refused.ts';
import { newPasswordSchema, refuseKnownWords } from './new-password.ts';

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

const known = { email: 'zoe.angstrom@acme.example', name: 'Zoë Ångström', company: 'Acme Robotics' };

it.each(['zoe.angstrom@acme.example', 'Zoë-Ångström-1987', 'ACMErobotics!2027', 'Ångström@Acme', 'angstromangstrom'])(
  'a password made of what everybody knows of its holder is none: %s',
  (password) => {
    expect(() => refuseKnownWords('next', password, known)).toThrow(Refused);
  },
);

it.each(['acme goats on the fence', 'kX9-vQ2_mT7w', '7391 8264 0275'])(
  'a password with words or figures of somebody’s own is taken: %s',
  (password) => {
    refuseKnownWords('next', password, known);
  },
);

it('short names are known as well', () => {
  const bo = { email: 'bo.li@acme.example', name: 'Bo Li', company: 'Acme' };
  expect(() => refuseKnownWords('next', 'bo.li-bo.li-2027', bo)).toThrow(Refused);
  const wang = { email: 'w@acme.example', name: '王伟', company: 'Acme' };
  expect(() => refuseKnownWords('next', '王伟1987-王伟-0101', wang)).toThrow(Refused);
  refuseKnownWords('next', 'a bold lion sleeps', bo);
});
