import { type Language, languageNames, languages } from '@interlude/shared/language/languages';
import { zoneRows } from '@interlude/shared/time/zone-table.gen';
import { placeOf } from '@interlude/shared/time/zone-text';
import { appointmentWords } from '../src/appointments/appointment-dictionary.ts';
import { firstWords, restOfWords, type Words } from '../src/i18n/dictionaries.ts';
import { inRegion } from '../src/i18n/locale.ts';
import { intlWords } from './intl-words.ts';

/** The languages in which every state is read, since English and the made-up ones have looks of their own. */
export const spoken = languages.filter((one) => one !== 'en');
export type Spoken = (typeof spoken)[number];

export function isSpoken(language: string): language is Spoken {
  return spoken.some((one) => one === language);
}

/** The name, place or address that may stand here is whatever somebody typed; every other gap holds what is written for it. */
const dataGaps = new Set(['name', 'names', 'company', 'email', 'venue', 'place', 'title', 'id', 'url']);
const isolates = /[\u200e\u200f\u061c\u2066-\u2069]/g;
const separators = / · |[,،;] |: |(?<=[.!?؟]) | \(|\)(?= |$)/gu;
/** Names that are the same in every language: our own, those of the languages, and those of the places whose clocks there are. */
const names = new Set([
  'Interlude',
  ...Object.values(languageNames),
  ...zoneRows.flatMap((row) => row.split(/[|= ]/)).map(placeOf),
]);

interface Pattern {
  readonly key: keyof Words;
  readonly sentence: string;
  readonly shape: RegExp;
  readonly gaps: readonly string[];
}

const plain = (text: string) => text.replaceAll(isolates, '').replaceAll(/\s+/g, ' ').trim();

function patternOf(key: keyof Words, written: string): Pattern {
  const sentence = plain(written);
  const gaps = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return { key, sentence, gaps, shape: new RegExp(`^${withGaps(sentence)}$`, 'u') };
}

const withGaps = (sentence: string) =>
  sentence
    .split(/\{\w+\}/)
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('(.+?)');

const patternsOf = (words: Partial<Words>): Pattern[] =>
  Object.entries(words).flatMap(([key, entry]) =>
    (typeof entry === 'string' ? [entry] : Object.values(entry ?? {})).map((text) =>
      patternOf(key as keyof Words, text ?? ''),
    ),
  );

/** Every sentence of a language: those of interviews, and those that read otherwise of an appointment. */
async function sentencesIn(language: Language): Promise<Pattern[]> {
  const [first, rest, own] = await Promise.all([
    firstWords(language),
    restOfWords(language),
    appointmentWords(language),
  ]);
  return [...patternsOf({ ...first, ...rest }), ...patternsOf(own)];
}

/** Tells what is said in a language from what is not. */
export interface Ear {
  /** Whether a text comes from the dictionary, from `Intl` or from these data, in part or whole. */
  understands(text: string, data: ReadonlySet<string>): boolean;
  /** Whether a text is one of the sentences in which a piece of English occurs. */
  hears(text: string, english: string): boolean;
}

/** One for each language; made when it is first needed. */
export const earFor = (() => {
  const made = new Map<Language, Promise<Ear>>();
  return (language: Language): Promise<Ear> => {
    const present = made.get(language) ?? createEar(language);
    made.set(language, present);
    return present;
  };
})();

async function createEar(language: Language): Promise<Ear> {
  const [english, own] = await Promise.all([sentencesIn('en'), sentencesIn(language)]);
  const known = intlWords(inRegion(language, []).formats);

  function isFilled({ shape, gaps }: Pattern, text: string, data: ReadonlySet<string>): boolean {
    const values = shape.exec(text)?.slice(1);
    return values?.every((value, n) => dataGaps.has(gaps[n] ?? '') || isKnown(value, data)) ?? false;
  }

  function isKnown(text: string, data: ReadonlySet<string>): boolean {
    const words = text.replaceAll(/\bUTC(?=[+−]\d)/g, '').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
    if (words.every((word) => known.has(word.toLowerCase())) || data.has(text) || names.has(text)) return true;
    if (own.some((pattern) => isFilled(pattern, text, data))) return true;
    // The pages put some of it side by side.
    return [...text.matchAll(separators)].some(({ index, 0: mark }) => {
      const [before, after] = [text.slice(0, index).trim(), text.slice(index + mark.length).trim()];
      return before !== '' && isKnown(before, data) && isKnown(after, data);
    });
  }

  return {
    understands: (text, data) => isKnown(plain(text).replace(/^· /, ''), data),
    hears(text, piece) {
      const wanted = new Set(english.filter((pattern) => holds(pattern, piece)).map(({ key }) => key));
      return own.some(({ key, shape }) => wanted.has(key) && shape.test(plain(text)));
    },
  };
}

/** Whether a piece of English, which may have values where the sentence has gaps, is of this sentence. */
function holds({ sentence }: Pattern, piece: string): boolean {
  return sentence.toLowerCase().includes(piece.toLowerCase()) || new RegExp(withGaps(sentence), 'iu').test(piece);
}
