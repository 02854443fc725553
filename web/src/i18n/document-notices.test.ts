import { readFile } from 'node:fs/promises';
import { languageOf, languages } from '@interlude/shared/language/languages';
import { expect, it } from 'vitest';

const document = await readFile(new URL('../../index.html', import.meta.url), 'utf8');
const partsOf = (from: string, to: string) => {
  const within = document.slice(document.indexOf(from), document.indexOf(to, document.indexOf(from)));
  return [...within.matchAll(/<(section|div) lang="(\S+)" dir="(\w+)">(.*?)<\/\1>/gs)].map(
    ([, , lang, dir, text = '']) => ({
      lang,
      dir,
      shape: text.replaceAll(/>[^<]+</g, '><').replaceAll(/h[12]/g, 'h'),
      text,
    }),
  );
};

it.each([
  ['no scripts run', '<noscript>', '</noscript>'],
  ['the application does not come', 'class="stalled"', '</main>'],
])('the document itself says in every language that %s, in the signs of its print', (_what, from, to) => {
  const parts = partsOf(from, to);
  expect(parts.map(({ lang, dir }) => [lang, dir])).toEqual(languages.map((one) => [one, languageOf([one])?.dir]));
  expect(new Set(parts.map(({ shape }) => shape)).size).toBe(1);
  for (const { lang, text } of parts) {
    const words = text.replaceAll(/<[^>]*>/g, '');
    expect([lang, /["']|\.\.\./.test(words)]).toEqual([lang, false]);
    if (lang === 'fr') expect(words).not.toMatch(/[^\u00a0]:|[^\u202f][?!;]/);
    if (lang === 'ar') expect(words).not.toMatch(/[,;?]/);
  }
});
