import type { MessageFacts } from '@interlude/shared/contracts/messages';
import { en } from './catalogue.en.ts';
import { enAppointments } from './catalogue-appointments.en.ts';
import { enGroups } from './catalogue-groups.en.ts';

export type SentenceKey = keyof typeof en;
/** A locale's sentences: a missing key is a type error. */
type Catalogue = Readonly<Record<SentenceKey, string>>;

type Placeholders<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Values<Key extends SentenceKey> = Readonly<Record<Placeholders<(typeof en)[Key]>, string>>;

const catalogues: Readonly<Record<string, Catalogue>> = { en };
// A locale without words of its own for something else says what it says of interviews.
const catalogueAbout: Readonly<Record<NonNullable<MessageFacts['about']>, Readonly<Record<string, Catalogue>>>> = {
  appointment: { en: { ...en, ...enAppointments } },
  group: { en: { ...en, ...enGroups } },
};
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

export interface Language {
  /** The tag of the catalogue that is used. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** For dates and numbers, which follow the region the reader asked for. */
  readonly formats: string;
  say<Key extends SentenceKey>(key: Key, values: Values<Key>): string;
  /** The words for a code such as an interview type; null when there are none. */
  wordsFor(group: 'type' | 'provider' | 'reason', code: string): string | null;
}

/** The language of a mail: the locale itself, else its language, else English; `about` says when it is no interview. */
export function languageOf(locale: string, about?: MessageFacts['about']): Language {
  const [language = 'en'] = locale.toLowerCase().split('-');
  const lang = [locale, language].find((tag) => Object.hasOwn(catalogues, tag)) ?? 'en';
  const catalogue = (about && catalogueAbout[about][lang]) ?? catalogues[lang] ?? en;
  return {
    lang,
    dir: rightToLeft.has(lang) ? 'rtl' : 'ltr',
    formats: formatsOf(locale, lang, language),
    say: (key, values) => filled(catalogue[key], values),
    wordsFor(group, code) {
      const key = `${group}.${code}`;
      return isKey(key) ? catalogue[key] : null;
    },
  };
}

// Plain "en" means nobody chose a region: day before month and 24 hours leave the least room for doubt.
function formatsOf(locale: string, lang: string, language: string): string {
  if (lang !== language) return lang === 'en' ? 'en-GB' : lang;
  if (locale.toLowerCase() === 'en') return 'en-GB';
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

function isKey(key: string): key is SentenceKey {
  return Object.hasOwn(en, key);
}

/** Fills in the values; one pass, so that a value that looks like a placeholder stays as it is. */
function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
