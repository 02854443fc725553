import type { Language } from '@interlude/shared/language/languages';
import type { Cities } from '@interlude/shared/time/zone-text';
import type { en } from './en/en.ts';
import type { enRest } from './en/en-rest.ts';
import { isMadeUp, type Locale } from './locale.ts';
import type { Dictionary, Translation } from './translator.ts';

export type CandidateDictionary = typeof en & typeof enRest;
/** Incomplete until the rest has come, which whatever needs it waits for. */
export type Words = Translation<CandidateDictionary>;

interface Loaders {
  /** What is said before the first time can be chosen. */
  readonly first: () => Promise<Translation<typeof en>>;
  /** Everything else. */
  readonly rest: () => Promise<Translation<typeof enRest>>;
  /** What it calls the cities of zones. */
  readonly cities: () => Promise<{ readonly cities: Cities }>;
}

// A language without one of these, or with a sentence less than English, does not compile.
const loaders: Readonly<Record<Language, Loaders>> = {
  en: {
    first: async () => (await import('./en/en.ts')).en,
    rest: async () => (await import('./en/en-rest.ts')).enRest,
    cities: () => import('@interlude/shared/time/cities/en.gen'),
  },
  de: {
    first: async () => (await import('./de/de.ts')).de,
    rest: async () => (await import('./de/de-rest.ts')).deRest,
    cities: () => import('@interlude/shared/time/cities/de.gen'),
  },
  fr: {
    first: async () => (await import('./fr/fr.ts')).fr,
    rest: async () => (await import('./fr/fr-rest.ts')).frRest,
    cities: () => import('@interlude/shared/time/cities/fr.gen'),
  },
  es: {
    first: async () => (await import('./es/es.ts')).es,
    rest: async () => (await import('./es/es-rest.ts')).esRest,
    cities: () => import('@interlude/shared/time/cities/es.gen'),
  },
  'pt-BR': {
    first: async () => (await import('./pt/pt.ts')).pt,
    rest: async () => (await import('./pt/pt-rest.ts')).ptRest,
    cities: () => import('@interlude/shared/time/cities/pt.gen'),
  },
  ar: {
    first: async () => (await import('./ar/ar.ts')).ar,
    rest: async () => (await import('./ar/ar-rest.ts')).arRest,
    cities: () => import('@interlude/shared/time/cities/ar.gen'),
  },
};

export async function firstWords(language: Locale['language']): Promise<Words> {
  return (await wordsOf(language, 'first')) as Words;
}

export async function restOfWords(language: Locale['language']): Promise<Partial<Words>> {
  return await wordsOf(language, 'rest');
}

/** None where they do not come: a city that is called as its zone is better than a page without its words. */
export async function citiesOf(language: Locale['language']): Promise<Cities> {
  if (isMadeUp(language)) return {};
  return await loaders[language].cities().then(
    ({ cities }) => cities,
    () => ({}),
  );
}

async function wordsOf(language: Locale['language'], part: 'first' | 'rest'): Promise<Translation<Dictionary>> {
  if (!isMadeUp(language)) return await loaders[language][part]();
  const [{ pseudoTranslation }, english] = await Promise.all([import('./pseudo.ts'), loaders.en[part]()]);
  return pseudoTranslation(english as Dictionary);
}
