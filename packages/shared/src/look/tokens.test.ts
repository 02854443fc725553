import { readFileSync } from 'node:fs';
import { formatHex, parse } from 'culori';
import { expect, it } from 'vitest';
import { faceDegrees, faceLight } from '../brand/face-tones.ts';
import { tones, usualAccent } from '../brand/tones.ts';

const sheet = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const number = String.raw`(?:\d+(?:\.\d+)?%?|clamp\([^)]*\))`;
const colour = String.raw`oklch\((?:from var\(--tenant\) )?(${number}) (?:min\(c, ([\d.]+)\)|(0)) \w+\)`;

/** What the style sheet derives a tone by, in the terms of `tones`. */
function derived(name: string) {
  const pair = new RegExp(`--${name}:\\s*light-dark\\(\\s*${colour},\\s*${colour}\\s*\\)`).exec(sheet);
  const single = new RegExp(`--${name}:\\s*${colour}`).exec(sheet);
  const [, l, c, none, l2 = l, c2 = c, none2 = none] = pair ?? single ?? [];
  return { light: { l: lightness(l), c: Number(c ?? none) }, dark: { l: lightness(l2), c: Number(c2 ?? none2) } };
}

function lightness(text = '') {
  const limits = /clamp\(([\d.]+), l, ([\d.]+)\)/.exec(text);
  return limits
    ? { min: Number(limits[1]), max: Number(limits[2]) }
    : Number((Number.parseFloat(text) / 100).toFixed(4));
}

it.each(Object.entries(tones))('derives %s as what writes it out for old browsers and mails does', (name, schemes) => {
  expect(derived(name)).toEqual(schemes);
});

it('colours initials by the hues that mails write out', () => {
  const degrees = [...sheet.matchAll(/\[data-hue="\d"\] \{\s*--hue: (\d+)/g)].map(([, hue]) => Number(hue));
  const light = /--face-ground: light-dark\(oklch\((\S+)% (\S+) .*\s+--face-ink: light-dark\(oklch\((\S+)% (\S+) /.exec(
    sheet,
  );
  const { ground, ink } = faceLight;

  expect(degrees).toEqual([...faceDegrees]);
  expect(light?.slice(1).map(Number)).toEqual([ground.l * 100, ground.c, ink.l * 100, ink.c]);
});

it('shows a company without an accent in the same one on pages as in mails', () => {
  expect(formatHex(parse(/--own: (oklch\([^)]*\))/.exec(sheet)?.[1] ?? ''))).toBe(usualAccent);
});
