import { languages } from '@interlude/shared/language/languages';
import { describe, expect, it } from 'vitest';
import { appointmentWords } from '../appointments/appointment-dictionary.ts';
import { firstWords, restOfWords, type Words } from './dictionaries.ts';

type Entry = Words[keyof Words];

const textsOf = (entry: Entry): string[] => (typeof entry === 'string' ? [entry] : Object.values(entry));
const gapsIn = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));

async function allWords(language: (typeof languages)[number]): Promise<Words> {
  return { ...(await firstWords(language)), ...(await restOfWords(language)) };
}

const english = await allWords('en');
const keys = Object.keys(english) as (keyof Words)[];

describe.each(languages)('the sentences in %s', (language) => {
  it('have every gap of the English ones and no other', async () => {
    const words = await allWords(language);
    for (const key of keys) {
      const wanted = new Set(textsOf(english[key]).flatMap((text) => [...gapsIn(text)]));
      const given = new Set(textsOf(words[key]).flatMap((text) => [...gapsIn(text)]));
      expect([key, [...given].sort()]).toEqual([key, [...wanted].sort()]);
    }
  });

  it('have a form for every number, and only a form for one number may leave it out', async () => {
    const words = await allWords(language);
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const key of keys) {
      const entry = words[key];
      if (typeof english[key] === 'string' || typeof entry === 'string') continue;
      expect([key, Object.keys(entry).sort()]).toEqual([key, [...pluralCategories].sort()]);
      const many = Object.entries(entry).filter(([form]) => !['zero', 'one', 'two'].includes(form));
      expect(many.filter(([, text]) => !gapsIn(text ?? '').has('count'))).toEqual([]);
    }
  });

  it('say something, in the signs that print uses', async () => {
    const words = await allWords(language);
    for (const key of keys) {
      for (const text of textsOf(words[key])) {
        expect([key, text.trim()]).toEqual([key, text]);
        expect([key, text === '']).toEqual([key, false]);
        expect([key, /\.\.\.|["']/.test(text)]).toEqual([key, false]);
      }
    }
  });

  it('are none of the English ones, but for names', async () => {
    if (language === 'en') return;
    const words = await allWords(language);
    const same = keys.filter((key) => words[key] === english[key] && /[a-z]{4}/i.test(textsOf(words[key]).join()));
    expect(same.filter((key) => !/^booked\.calendar\.|^code\.label$|^parts\.nth$|^price\./.test(key))).toEqual([]);
  });
});

const speaksOfInterviews = {
  en: /interview/i,
  de: /gespräch|interview|bewerb/i,
  fr: /entretien|candidat/i,
  es: /entrevista|candidat/i,
  'pt-BR': /entrevista|candidat/i,
  ar: /مقابل|مرشّ?ح/,
} as const;

// What comes before anybody knows whose page it is speaks of interviews, as do the names of their kinds.
const ofInterviews = /^(type\.(?!appointment)|front\.|prose\.|reason\.)/;

it.each(languages)('a client of a service reads nothing of interviews in %s', async (language) => {
  const words = await appointmentWords(language);
  const wrong = keys.filter(
    (key) => !ofInterviews.test(key) && textsOf(words[key]).some((text) => speaksOfInterviews[language].test(text)),
  );
  expect(wrong).toEqual([]);
});
