import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { faceHues } from '@interlude/shared/brand/face-hue';
import { expect, it } from 'vitest';
import { firstNameOf, initialsOf } from './face-names.ts';

it('takes initials from the ends of a name, whatever its script and however many words it has', () => {
  expect(initialsOf('Mara Brandt')).toBe('MB');
  expect(initialsOf('  Ana  María de la Cruz ')).toBe('AC');
  expect(initialsOf('Sunita')).toBe('S');
  expect(initialsOf('李 小龍')).toBe('李小');
  expect(initialsOf('élodie 𝒵oë')).toBe('É𝒵');
  expect(initialsOf('')).toBe('');
});

it('greets by the first name', () => {
  expect(firstNameOf('Kofi Mensah')).toBe('Kofi');
  expect(firstNameOf(' Sunita ')).toBe('Sunita');
});

it('has a colour for each hue that a face can have', async () => {
  const tokens = fileURLToPath(import.meta.resolve('@interlude/shared/look/tokens.css'));
  const named = [...(await readFile(tokens, 'utf8')).matchAll(/data-hue="(.*?)"/g)].map(([, hue]) => Number(hue));
  expect(named).toEqual(Array.from({ length: faceHues }, (_, hue) => hue));
});
