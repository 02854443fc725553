import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tones } from '../brand/tones.ts';

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
