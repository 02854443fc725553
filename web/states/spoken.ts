import {
  createUnderstanding,
  placeNames,
  plain,
  type Sentence,
  sentenceOf,
  withGaps,
} from '@interlude/dev-stack/test-language-ear';
import { type Language, languageNames, languages } from '@interlude/shared/language/languages';
import { appointmentWords } from '../src/appointments/appointment-dictionary.ts';
import { firstWords, restOfWords, type Words } from '../src/i18n/dictionaries.ts';
import { inRegion } from '../src/i18n/locale.ts';

/** The languages in which every state is read, since English and the made-up ones have looks of their own. */
export const spoken = languages.filter((one) => one !== 'en');
export type Spoken = (typeof spoken)[number];

export function isSpoken(language: string): language is Spoken {
  return spoken.some((one) => one === language);
}

/** The name, place or address that may stand here is whatever somebody typed; every other gap holds what is written for it. */
const dataGaps = new Set(['name', 'names', 'company', 'email', 'venue', 'place', 'title', 'id', 'url']);
/** Names that are the same in every language: our own, those of the languages, and those of the places whose clocks there are. */
const names = new Set(['Interlude', ...Object.values(languageNames), ...placeNames]);

const sentencesOf = (words: Partial<Words>): Sentence[] =>
  Object.entries(words).flatMap(([key, entry]) =>
    (typeof entry === 'string' ? [entry] : Object.values(entry ?? {})).map((text) => sentenceOf(key, text ?? '')),
  );

/** Every sentence of a language: those of interviews, and those that read otherwise of an appointment. */
async function sentencesIn(language: Language): Promise<Sentence[]> {
  const [first, rest, own] = await Promise.all([
    firstWords(language),
    restOfWords(language),
    appointmentWords(language),
  ]);
  return [...sentencesOf({ ...first, ...rest }), ...sentencesOf(own)];
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
  const { formats } = inRegion(language, []);
  return {
    understands: createUnderstanding({ sentences: own, formats, names, dataGaps }),
    hears(text, piece) {
      const wanted = new Set(english.filter((sentence) => holds(sentence, piece)).map(({ key }) => key));
      return own.some(({ key, shape }) => wanted.has(key) && shape.test(plain(text)));
    },
  };
}

/** Whether a piece of English, which may have values where the sentence has gaps, is of this sentence. */
function holds({ text }: Sentence, piece: string): boolean {
  return text.toLowerCase().includes(piece.toLowerCase()) || new RegExp(withGaps(text), 'iu').test(piece);
}
