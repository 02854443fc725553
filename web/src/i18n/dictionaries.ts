import type { en } from './en.ts';
import type { enRest } from './en-rest.ts';
import type { Locale } from './locale.ts';
import type { Dictionary, Translation } from './translator.ts';

export type CandidateDictionary = typeof en & typeof enRest;
/** Incomplete until the rest has come, which whatever needs it waits for. */
export type Words = Translation<CandidateDictionary>;

/** What is said before the first time can be chosen. */
export async function firstWords(language: Locale['language']): Promise<Words> {
  const { en } = await import('./en.ts');
  return (await inLanguage(language, en)) as Words;
}

/** Everything else. */
export async function restOfWords(language: Locale['language']): Promise<Partial<Words>> {
  const { enRest } = await import('./en-rest.ts');
  return await inLanguage(language, enRest);
}

async function inLanguage<D extends Dictionary>(language: Locale['language'], english: D) {
  return language === 'en' ? english : (await import('./pseudo.ts')).pseudoTranslation(english);
}
